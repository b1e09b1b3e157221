package io.matriarch.examples.quickstart.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final Map<Contestant, Fleet.Figures> found = new EnumMap<>(Contestant.class);

  @Test
  void eachThatWasMeasuredHasAColumn() {
    found.put(Contestant.OURS_ON_ZOOKEEPER, new Fleet.Figures(1, 2, 3, 4, 5, 6, 7, 8));
    found.put(Contestant.OURS_ON_ETCD, new Fleet.Figures(10, 20, 30, 40, 50, 60, 70, 80));
    found.put(Contestant.LATCH, new Fleet.Figures(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 9, 0.8));

    List<String> report = Fleet.report(found);

    assertThat(report)
        .containsSubsequence(
            "| What | Matriarch on ZooKeeper | Matriarch on etcd | `LeaderLatch` on ZooKeeper |",
            "| --- | --- | --- | --- |",
            "| from the first start to 500 leaders | 1.00 s | 10.00 s | 0.10 s |",
            "| idle leaders: requests to the store | 2.0/s | 20.0/s | 0.2/s |",
            "| idle leaders and those who wait: requests to the store | 3.0/s | 30.0/s | 0.3/s |",
            "| idle leaders: share of a core | 4.00 % | 40.00 % | 0.40 % |",
            "| memory in use, more than before | 5.0 MiB | 50.0 MiB | 0.5 MiB |",
            "| resident memory, more than before | 6.0 MiB | 60.0 MiB | 0.6 MiB |",
            "| threads, more than before | 7 | 70 | 9 |",
            "| death of the leaders' process to 500 new leaders | 8.00 s | 80.00 s | 0.80 s |");
  }

  @Test
  void oneStoreAloneHasNoColumnForOthers() {
    found.put(Contestant.OURS_ON_ETCD, new Fleet.Figures(10, 20, 30, 40, 50, 60, 70, 80));

    assertThat(Fleet.report(found)).contains("| What | Matriarch on etcd |", "| --- | --- |");
  }
}
