package io.matriarch.testkit.sim.shrink;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.run.Beginning;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of a cluster.
 *
 * @param seed of all streams of randomness
 * @param beginning how the cluster comes into being
 * @param swarm its make-up, with the faults
 */
public record SimCase(long seed, Beginning beginning, Swarm swarm) implements KeptCase {

  /** What is drawn from a seed. */
  public static SimCase of(long seed) {
    return new SimCase(seed, Beginning.of(seed), Swarm.of(seed));
  }

  @Override
  public RunResult run(HaMachine machine) {
    return SeedRun.aloud(seed, swarm, beginning, machine);
  }

  SimCase beginning(Beginning other) {
    return new SimCase(seed, other, swarm);
  }

  SimCase swarm(Swarm other) {
    return new SimCase(seed, beginning, other);
  }

  SimCase faults(List<PlannedFault> others) {
    return swarm(swarm.with(swarm.nodes(), swarm.disturbance(), others));
  }

  SimCase disturbance(Duration other) {
    return swarm(swarm.with(swarm.nodes(), other, swarm.faults()));
  }

  /** With fewer nodes; what hit one that is not there hits the last one. */
  SimCase nodes(int fewer) {
    List<PlannedFault> moved = new ArrayList<>();
    for (PlannedFault planned : swarm.faults()) {
      int node = Math.min(planned.node(), fewer - 1);
      moved.add(new PlannedFault(planned.at(), planned.lasts(), planned.fault(), node));
    }
    return swarm(swarm.with(fewer, swarm.disturbance(), moved));
  }
}
