package io.matriarch.testkit.sim.planted;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseKeeper;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.internal.policy.StatelessFacts;
import java.util.List;

/** Elections without data. */
final class StatelessBugs {
  private StatelessBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.inElection(
            "a loss is not accepted",
            () -> PlantedBug.keeping(new AcceptsNoLoss()),
            "S4",
            "E1",
            "E4",
            "L1"),
        PlantedBug.inElection(
            "the lease is released before the application has stopped",
            StatelessBugs::releasingAtOnce,
            "E4",
            "E5"),
        PlantedBug.inElection(
            "a term is led twice",
            () -> PlantedBug.finding(StatelessFacts.class, StatelessBugs::withoutTermSpent),
            "E2"));
  }

  private static HaMachine releasingAtOnce() {
    return PlantedBug.replacing(
        Rule.row("700.02", "Give the lead up at once")
            .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.STEP_DOWN_ORDERED)
            .then(s -> Plan.hold(LeaseStance.RELEASE, "planted")));
  }

  private static FactSet withoutTermSpent(Situation s) {
    FactSet others = FactSet.EMPTY;
    for (Fact fact : new StatelessFacts().find(s).toList()) {
      others = others.with(fact, fact != Fact.TERM_SPENT);
    }
    return others;
  }

  private static final class AcceptsNoLoss extends LeaseKeeper {
    @Override
    protected LeaseState lost(LeaseState.Held held, String reason) {
      return held;
    }
  }
}
