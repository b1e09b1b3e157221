package io.matriarch.testkit.sim.shrink;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.election.ElectionSwarm;
import io.matriarch.testkit.sim.election.ElectionSwarm.Planned;
import java.time.Duration;
import java.util.List;

/**
 * A case of an election without data.
 *
 * @param seed of all streams of randomness
 * @param swarm its make-up, with the troubles
 */
public record ElectionCase(long seed, ElectionSwarm swarm) implements KeptCase {

  /** What is drawn from a seed. */
  public static ElectionCase of(long seed) {
    return new ElectionCase(seed, ElectionSwarm.of(seed));
  }

  @Override
  public ElectionRun.Result run(HaMachine machine) {
    return ElectionRun.aloud(seed, swarm, machine);
  }

  ElectionCase swarm(ElectionSwarm other) {
    return new ElectionCase(seed, other);
  }

  ElectionCase troubles(List<Planned> others) {
    return swarm(swarm.with(swarm.participants(), swarm.disturbance(), others));
  }

  ElectionCase disturbance(Duration other) {
    return swarm(swarm.with(swarm.participants(), other, swarm.troubles()));
  }

  /** With fewer participants; what hit one that is not there hits the last one. */
  ElectionCase participants(int fewer) {
    List<Planned> moved =
        swarm.troubles().stream()
            .map(
                planned ->
                    new Planned(
                        planned.at(),
                        planned.lasts(),
                        planned.trouble(),
                        Math.min(planned.participant(), fewer - 1)))
            .toList();
    return swarm(swarm.with(fewer, swarm.disturbance(), moved));
  }
}
