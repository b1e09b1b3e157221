package io.matriarch.testkit.sim.run;

import io.matriarch.testkit.sim.check.Tally;
import io.matriarch.testkit.sim.check.Violation;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.world.TraceLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one seed went.
 *
 * @param seed the seed
 * @param swarm what was drawn from it
 * @param violation what must not have happened, if something did
 * @param simulated time that passed in the world
 * @param recovery time from the healing to a whole cluster
 * @param traceHash same course, same hash
 * @param steps steps of all machines, and everything else that was noted
 * @param rows the rows that decided
 * @param longestOverlap of two writable nodes where no promise forbade it
 * @param twinTimelines timelines created twice because nobody could know of the first
 * @param acknowledged commits that were acknowledged
 * @param lost those that the final primary does not have
 * @param trace the last lines, if the run was aloud
 */
public record RunResult(
    long seed,
    Swarm swarm,
    Optional<Violation> violation,
    Duration simulated,
    Duration recovery,
    long traceHash,
    long steps,
    Map<String, Tally> rows,
    Duration longestOverlap,
    int twinTimelines,
    long acknowledged,
    long lost,
    List<TraceLine> trace)
    implements TracedRun {

  @Override
  public int columns() {
    return swarm.nodes();
  }
}
