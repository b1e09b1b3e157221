package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is promised holds for short ttls, too: {@code -Dsim.short=N} tries more seeds. */
class ShortTtlSimTest {
  private static final int SEEDS = Integer.getInteger("sim.short", 3);

  @Test
  void noSeedBreaksAnInvariant() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Duration ttl = Duration.ofSeconds(3 + seed % 4);
      Swarm swarm = Swarm.of(seed).hurried(ttl);

      RunResult run = SeedRun.of(seed, swarm, HaMachine.standard());

      assertThat(run.violation()).as("seed %d, %s", seed, swarm.summary()).isEmpty();
    }
  }
}
