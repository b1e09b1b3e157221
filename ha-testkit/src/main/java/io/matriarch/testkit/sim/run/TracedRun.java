package io.matriarch.testkit.sim.run;

import io.matriarch.testkit.sim.check.Violation;
import io.matriarch.testkit.sim.world.TraceLine;
import java.util.List;
import java.util.Optional;

/** What there is to show of a run, whatever was simulated. */
public interface TracedRun {
  /** What must not have happened, if something did. */
  Optional<Violation> violation();

  /** The last lines, if the run was aloud. */
  List<TraceLine> trace();

  /** One for each node. */
  int columns();
}
