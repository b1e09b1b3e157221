package io.matriarch.testkit.sim.planted;

import io.matriarch.testkit.sim.check.Violation;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import java.time.Duration;
import java.util.Optional;

/** Looks for a planted bug where the long run looks: from the first seed on, one after another. */
public final class PlantedHunt {
  private PlantedHunt() {}

  /**
   * How it went.
   *
   * @param violation what showed it; empty: no seed did
   * @param seed the last one that was run
   * @param simulated the time of all seeds that were run
   */
  public record Outcome(
      PlantedBug bug, Optional<Violation> violation, long seed, Duration simulated) {

    /** The right invariant was seen broken. */
    public boolean found() {
      return violation.filter(v -> bug.invariants().contains(v.invariant())).isPresent();
    }
  }

  /**
   * @param seeds how many to try at most
   */
  public static Outcome hunt(PlantedBug bug, long seeds) {
    Duration simulated = Duration.ZERO;
    Optional<Violation> violation = Optional.empty();
    long seed = 0;
    while (violation.isEmpty() && seed < seeds) {
      seed++;
      if (bug.arena() == PlantedBug.Arena.CLUSTER) {
        RunResult run = SeedRun.quietly(seed, bug.machine().get());
        simulated = simulated.plus(run.simulated());
        violation = run.violation();
      } else {
        ElectionRun.Result run = ElectionRun.quietly(seed, bug.machine().get());
        simulated = simulated.plus(run.simulated());
        violation = run.violation();
      }
    }
    return new Outcome(bug, violation, seed, simulated);
  }
}
