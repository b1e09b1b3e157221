package io.matriarch.testkit.sim.fault;

import io.matriarch.testkit.sim.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes a run's faults down beforehand; the run itself throws no dice for them. */
public final class FaultDealer {
  private static final Duration OFTEN = Duration.ofSeconds(45);
  private static final Duration SELDOM = Duration.ofMinutes(10);
  private static final double KIND_IS_OFF = 0.45;
  private static final double LEADER_IS_HIT = 0.5;

  private FaultDealer() {}

  /** Nearly half of the kinds are off in any run; the others come at a rate of their own. */
  public static List<PlannedFault> deal(long seed, int nodes, Duration span) {
    List<PlannedFault> plan = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      Dice dice = Dice.of(seed, fault.name(), "plan");
      if (!dice.chance(KIND_IS_OFF)) {
        deal(fault, dice, nodes, span, plan);
      }
    }
    plan.sort(Comparator.comparing(PlannedFault::at).thenComparing(PlannedFault::fault));
    return List.copyOf(plan);
  }

  private static void deal(
      Fault fault, Dice dice, int nodes, Duration span, List<PlannedFault> plan) {
    Duration every = dice.spread(OFTEN, SELDOM);
    Duration at = dice.between(Duration.ZERO, every);
    while (at.compareTo(span) < 0) {
      Duration lasts = dice.spread(fault.least(), fault.most());
      int node = dice.chance(LEADER_IS_HIT) ? PlannedFault.LEADER : dice.number(0, nodes - 1);
      plan.add(new PlannedFault(at, lasts, fault, node));
      at = at.plus(lasts).plus(dice.between(Duration.ofSeconds(1), every.multipliedBy(2)));
    }
  }
}
