package io.matriarch.examples.quickstart.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matriarch.examples.quickstart.cluster.EtcdProgram;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The comparison of fleets")
class FleetEndToEnd {
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Contestant.class)
  @Timeout(120)
  @DisplayName("counts what it says it counts")
  void itMeasures(Contestant contestant) throws Exception {
    assumeTrue(
        contestant.store() != StoreKind.ETCD || EtcdProgram.find().isPresent(),
        "no etcd found; ./verify fetches it");
    Fleet few = new Fleet(5, Duration.ZERO, Duration.ofSeconds(4));

    Fleet.Figures found = few.measure(contestant, directory);

    assertThat(found.elected()).isPositive();
    assertThat(found.requests()).isPositive();
    assertThat(found.requestsOfBoth()).isPositive();
    // The dead process's leases must have run out.
    assertThat(found.takenOver()).isGreaterThan(1);
  }
}
