package io.matriarch.testkit.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.testkit.store.StoreFlavour;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SwarmTest {
  @Test
  void aSeedAlwaysDrawsTheSameRun() {
    assertThat(Swarm.of(17)).isEqualTo(Swarm.of(17));
    assertThat(Swarm.of(17)).isNotEqualTo(Swarm.of(18));
  }

  @Test
  void theFirstSeedsKnowEveryKindOfFaultAndStore() {
    Set<Fault> faults =
        LongStream.range(1, 50)
            .mapToObj(Swarm::of)
            .flatMap(swarm -> swarm.faults().stream())
            .map(PlannedFault::fault)
            .collect(Collectors.toSet());
    Set<StoreFlavour> flavours =
        LongStream.range(1, 50)
            .mapToObj(seed -> Swarm.of(seed).flavour())
            .collect(Collectors.toSet());

    assertThat(faults).isEqualTo(EnumSet.allOf(Fault.class));
    assertThat(flavours).isEqualTo(EnumSet.allOf(StoreFlavour.class));
  }

  @Test
  void noRunKnowsThemAll() {
    assertThat(LongStream.range(1, 50).mapToObj(Swarm::of))
        .noneMatch(
            swarm ->
                swarm.faults().stream().map(PlannedFault::fault).distinct().count()
                    == Fault.values().length);
  }

  @Test
  void everyFaultPersistsForItsLeastTime() {
    assertThat(LongStream.range(1, 20).mapToObj(Swarm::of).flatMap(s -> s.faults().stream()))
        .allMatch(planned -> planned.lasts().compareTo(planned.fault().least()) >= 0);
  }

  @Test
  void theClusterIsConfiguredAsDrawn() {
    Swarm swarm = Swarm.of(5);

    ClusterConfig config = ClusterConfig.parse(swarm.clusterConfig());

    assertThat(config.problems()).isEmpty();
    assertThat(config.timing().ttl()).isEqualTo(swarm.ttl());
    assertThat(config.failover().maximumLag()).isEqualTo(swarm.maximumLag());
    assertThat(config.failover().checkTimeline()).isEqualTo(swarm.timelinesChecked());
  }
}
