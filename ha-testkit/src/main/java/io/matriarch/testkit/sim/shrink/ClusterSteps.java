package io.matriarch.testkit.sim.shrink;

import static io.matriarch.testkit.sim.shrink.Shrinker.Step.attempt;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.run.Beginning;
import io.matriarch.testkit.sim.run.SeedRun;
import io.matriarch.testkit.sim.shrink.Shrinker.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How a cluster's case is made smaller: fewer faults, fewer nodes, a shorter disturbance, a plain
 * make-up, round times.
 */
final class ClusterSteps {
  private ClusterSteps() {}

  static Shrinker<SimCase> shrinker(Supplier<HaMachine> machine, int mostRuns) {
    return new Shrinker<>(
        it -> SeedRun.quietly(it.seed(), it.swarm(), it.beginning(), machine.get()).violation(),
        steps(),
        mostRuns);
  }

  private static List<Step<SimCase>> steps() {
    List<Step<SimCase>> steps = new ArrayList<>();
    steps.add(ClusterSteps::leastFaults);
    steps.add(ClusterSteps::fewestNodes);
    steps.add(attempt(it -> it.disturbance(end(it))));
    steps.add(attempt(it -> it.beginning(Beginning.SMOOTH)));
    for (UnaryOperator<Swarm> plain : Swarm.plainer()) {
      steps.add(attempt(it -> it.swarm(plain.apply(it.swarm()))));
    }
    steps.add(ClusterSteps::roundTimes);
    return steps;
  }

  private static SimCase leastFaults(SimCase present, Predicate<SimCase> fails) {
    return present.faults(
        DeltaDebugging.least(present.swarm().faults(), less -> fails.test(present.faults(less))));
  }

  private static SimCase fewestNodes(SimCase present, Predicate<SimCase> fails) {
    SimCase smaller = present;
    for (int nodes = 1; nodes < smaller.swarm().nodes(); nodes++) {
      int fewer = nodes;
      smaller = Step.<SimCase>attempt(it -> it.nodes(fewer)).smaller(smaller, fails);
    }
    return smaller;
  }

  private static Duration end(SimCase present) {
    List<Duration> ends =
        present.swarm().faults().stream().map(fault -> fault.at().plus(fault.lasts())).toList();
    return Times.afterAll(ends, present.swarm().disturbance());
  }

  private static SimCase roundTimes(SimCase present, Predicate<SimCase> fails) {
    SimCase smaller = present;
    for (int index = 0; index < present.swarm().faults().size(); index++) {
      for (Duration unit : Times.UNITS) {
        int at = index;
        smaller = Step.<SimCase>attempt(it -> rounded(it, at, unit)).smaller(smaller, fails);
      }
    }
    return smaller;
  }

  private static SimCase rounded(SimCase present, int index, Duration unit) {
    List<PlannedFault> faults = new ArrayList<>(present.swarm().faults());
    PlannedFault old = faults.get(index);
    faults.set(
        index,
        new PlannedFault(
            Times.round(old.at(), unit), Times.round(old.lasts(), unit), old.fault(), old.node()));
    return present.faults(faults);
  }
}
