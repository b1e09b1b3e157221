package io.matriarch.testkit.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.WatchdogFacts;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.planted.PlantedBug;
import io.matriarch.testkit.sim.run.SeedRun;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactCheckerTest {
  /** A watchdog that is missing has nothing to confirm. */
  private static HaMachine confused() {
    return PlantedBug.finding(
        WatchdogFacts.class, s -> FactSet.of(Fact.WATCHDOG_PENDING, Fact.WATCHDOG_MISSING));
  }

  @Test
  void factsThatCannotBeTrueTogetherAreSeenInAClusterAndInAnElection() {
    assertThat(invariant(SeedRun.quietly(1, confused()).violation())).contains("F1");
    assertThat(invariant(ElectionRun.quietly(1, confused()).violation())).contains("F1");
  }

  private static Optional<String> invariant(Optional<Violation> found) {
    return found.map(Violation::invariant);
  }
}
