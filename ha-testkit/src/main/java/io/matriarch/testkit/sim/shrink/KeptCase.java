package io.matriarch.testkit.sim.shrink;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.run.TracedRun;

/**
 * Everything that a run comes from. Unlike a seed it stays what it is when the dealer of faults or
 * the swarm is changed.
 */
public sealed interface KeptCase permits SimCase, ElectionCase {

  /** Runs it and keeps the last lines of its trace. */
  TracedRun run(HaMachine machine);
}
