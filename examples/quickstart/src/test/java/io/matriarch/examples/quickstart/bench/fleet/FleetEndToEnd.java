package io.matriarch.examples.quickstart.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The comparison of fleets")
class FleetEndToEnd {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"matriarch", "latch"})
  @Timeout(120)
  @DisplayName("counts what it says it counts")
  void itMeasures(String kind) throws Exception {
    Fleet few = new Fleet(5, Duration.ZERO, Duration.ofSeconds(4));

    Fleet.Figures found = few.measure(kind, directory);

    assertThat(found.elected()).isPositive();
    assertThat(found.requests()).isPositive();
    assertThat(found.requestsOfBoth()).isPositive();
    // The dead process's leases must have run out.
    assertThat(found.takenOver()).isGreaterThan(1);
    assertThat(Fleet.report(found, found)).anyMatch(row -> row.startsWith("| idle leaders: "));
  }
}
