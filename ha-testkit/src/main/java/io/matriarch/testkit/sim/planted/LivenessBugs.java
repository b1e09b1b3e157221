package io.matriarch.testkit.sim.planted;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseKeeper;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.model.MonoTime;
import java.util.List;
import java.util.Optional;

/** Nodes that do too much, or nothing. */
final class LivenessBugs {
  private LivenessBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.inCluster(
            "whoever has won an election waits", LivenessBugs::waitingForever, "L1"),
        PlantedBug.inCluster(
            "a lost lease is asked for again without pause",
            () -> PlantedBug.keeping(new RenewsWithoutPause()),
            "S7"),
        PlantedBug.inCluster("a step throws", LivenessBugs::throwing, "S0"));
  }

  private static HaMachine waitingForever() {
    return PlantedBug.replacing(
        Rule.row("600.70", "Nobody is ahead: wait")
            .when(Fact.CANDIDACY_WON)
            .then(s -> Plan.hold(LeaseStance.NONE, "waiting for better times")));
  }

  private static HaMachine throwing() {
    return PlantedBug.finding(
        ElectionFacts.class,
        situation -> {
          throw new IllegalStateException("planted");
        });
  }

  /** Tries again at once whatever the answer was. */
  private static final class RenewsWithoutPause extends LeaseKeeper {
    @Override
    protected LeaseState lost(LeaseState.Held held, String reason) {
      return new LeaseState.Held(
          held.claim(),
          held.token(),
          held.times(),
          MonoTime.MIN,
          Optional.empty(),
          held.published());
    }
  }
}
