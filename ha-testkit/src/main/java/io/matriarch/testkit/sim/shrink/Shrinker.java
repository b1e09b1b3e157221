package io.matriarch.testkit.sim.shrink;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.check.Violation;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.run.Beginning;
import io.matriarch.testkit.sim.run.SeedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Makes a failing case smaller: fewer faults, fewer nodes, a shorter disturbance, a plain make-up,
 * round times. What is left breaks the same invariant, though perhaps in another way.
 */
public final class Shrinker {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Supplier<HaMachine> machine;
  private final int mostRuns;
  private String invariant = "";
  private int runs;

  /**
   * @param mostRuns after so many the case stays as small as it is by then
   */
  public Shrinker(Supplier<HaMachine> machine, int mostRuns) {
    this.machine = machine;
    this.mostRuns = mostRuns;
  }

  /** The smallest found; the case itself if it breaks nothing. */
  public SimCase shrink(SimCase failing) {
    Optional<Violation> violation = violation(failing);
    if (violation.isEmpty()) {
      return failing;
    }
    invariant = violation.get().invariant();
    SimCase before;
    SimCase smaller = failing;
    do {
      before = smaller;
      smaller = leastFaults(smaller);
      smaller = fewestNodes(smaller);
      smaller = attempt(smaller, it -> it.disturbance(end(it)));
      smaller = plainest(smaller);
      smaller = roundTimes(smaller);
    } while (!smaller.equals(before) && runs < mostRuns);
    return smaller;
  }

  /** How many runs that took. */
  public int runs() {
    return runs;
  }

  private Optional<Violation> violation(SimCase candidate) {
    runs++;
    return SeedRun.quietly(
            candidate.seed(), candidate.swarm(), candidate.beginning(), machine.get())
        .violation();
  }

  private boolean fails(SimCase candidate) {
    return runs < mostRuns
        && violation(candidate).filter(found -> found.invariant().equals(invariant)).isPresent();
  }

  private SimCase attempt(SimCase present, UnaryOperator<SimCase> change) {
    SimCase changed = change.apply(present);
    return !changed.equals(present) && fails(changed) ? changed : present;
  }

  private SimCase leastFaults(SimCase present) {
    return present.faults(
        DeltaDebugging.least(present.swarm().faults(), less -> fails(present.faults(less))));
  }

  private SimCase fewestNodes(SimCase present) {
    SimCase smaller = present;
    for (int nodes = 1; nodes < smaller.swarm().nodes(); nodes++) {
      int fewer = nodes;
      smaller = attempt(smaller, it -> it.nodes(fewer));
    }
    return smaller;
  }

  /** When the last fault is over. */
  private static Duration end(SimCase present) {
    Duration end = SECOND;
    for (PlannedFault planned : present.swarm().faults()) {
      Duration over = planned.at().plus(planned.lasts()).plus(SECOND);
      end = over.compareTo(end) > 0 ? over : end;
    }
    return end.compareTo(present.swarm().disturbance()) < 0 ? end : present.swarm().disturbance();
  }

  private SimCase plainest(SimCase present) {
    SimCase smaller = attempt(present, it -> it.beginning(Beginning.SMOOTH));
    for (UnaryOperator<Swarm> plain : Swarm.plainer()) {
      smaller = attempt(smaller, it -> it.swarm(plain.apply(it.swarm())));
    }
    return smaller;
  }

  private SimCase roundTimes(SimCase present) {
    SimCase smaller = present;
    for (int index = 0; index < present.swarm().faults().size(); index++) {
      int at = index;
      smaller = attempt(smaller, it -> rounded(it, at, SECOND.multipliedBy(10)));
      smaller = attempt(smaller, it -> rounded(it, at, SECOND));
    }
    return smaller;
  }

  private static SimCase rounded(SimCase present, int index, Duration unit) {
    List<PlannedFault> faults = new ArrayList<>(present.swarm().faults());
    PlannedFault old = faults.get(index);
    faults.set(
        index,
        new PlannedFault(round(old.at(), unit), round(old.lasts(), unit), old.fault(), old.node()));
    return present.faults(faults);
  }

  private static Duration round(Duration time, Duration unit) {
    long units = Math.max(1, Math.round((double) time.toNanos() / unit.toNanos()));
    return time.compareTo(unit) < 0 ? time : unit.multipliedBy(units);
  }
}
