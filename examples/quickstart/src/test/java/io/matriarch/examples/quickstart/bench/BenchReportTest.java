package io.matriarch.examples.quickstart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 26);
  private static final Map<StoreKind, String> VERSIONS =
      Map.of(StoreKind.ZOOKEEPER, "3.9.5", StoreKind.ETCD, "3.5.16");

  @Test
  void everyStoreHasItsColumns() {
    List<String> lines =
        report()
            .lines(
                DATE,
                Map.of(
                    StoreKind.ZOOKEEPER, List.of(wait(0.1, 0.5, 0.2), rate(2000, 1000, 3000)),
                    StoreKind.ETCD, List.of(wait(1.1, 1.5, 1.2), rate(500, 400, 600))),
                List.of("", "fleet"));

    assertThat(lines)
        .containsSubsequence(
            "Made by `./verify --bench` on 2026-11-26.",
            "a machine.",
            "One server of ZooKeeper 3.9.5, within the process that measures.",
            "One server of etcd 3.5.16, a process of its own.",
            "| What | ZooKeeper: median | worst | etcd: median | worst | Times | Aim | Patroni 4.1.4 with etcd |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            "| a wait | 0.200 s | 0.500 s | 1.20 s | 1.50 s | 3 | 0.8 s | 9.6 s |",
            "| a rate | 2,000 requests/s | 1,000 requests/s | 500 requests/s | 400 requests/s | 3 | 10,000 | 1,460 |",
            "fleet");
  }

  @Test
  void oneStoreAloneIsTheOnlyOneThatIsNamed() {
    List<String> lines =
        report("--dcs", "etcd")
            .lines(DATE, Map.of(StoreKind.ETCD, List.of(wait(1, 2, 3))), List.of());

    assertThat(lines)
        .contains(
            "Made by `./verify --bench --dcs etcd` on 2026-11-26.",
            "| What | etcd: median | worst | Times | Aim | Patroni 4.1.4 with etcd |",
            "| a wait | 2.00 s | 3.00 s | 3 | 0.8 s | 9.6 s |")
        .noneMatch(line -> line.contains("ZooKeeper"));
  }

  private static BenchReport report(String... words) {
    List<String> line = new ArrayList<>(List.of("--report", "x.md"));
    line.addAll(List.of(words));
    return new BenchReport(BenchOptions.parse(line), VERSIONS, "a machine");
  }

  private static Series wait(double... seconds) {
    return with(Series.of("a wait", "s", "0.8 s", "9.6 s"), seconds);
  }

  private static Series rate(double... rates) {
    return with(Series.ofRate("a rate", "requests/s", "10,000", "1,460"), rates);
  }

  private static Series with(Series series, double... values) {
    DoubleStream.of(values).forEach(series::add);
    return series;
  }
}
