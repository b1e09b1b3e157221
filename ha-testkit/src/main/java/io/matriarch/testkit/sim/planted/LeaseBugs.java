package io.matriarch.testkit.sim.planted;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseKeeper;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Leases that are counted wrong, and permits that are none. */
final class LeaseBugs {
  private LeaseBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.inCluster(
            "validity is counted from the answer, not from the request",
            () -> PlantedBug.keeping(new CountsFromTheAnswer()),
            "S1",
            "S3",
            "S4"),
        PlantedBug.inCluster(
            "a definite loss is taken for one more failed attempt",
            () -> PlantedBug.keeping(new NeverGivesUp()),
            "S1",
            "S3",
            "S4"),
        // The task itself refuses it, and the next: what is left is a cluster without a primary.
        PlantedBug.inCluster(
            "a promotion makes its own permit",
            () -> promotingWith(now -> new Permit.BootstrapPermit(hourAfter(now))),
            "L1"),
        PlantedBug.inCluster(
            "a promotion shows a permit of a lease that is not held",
            () -> promotingWith(now -> new Permit.LeasePermit(new Term(1), hourAfter(now))),
            "L1"));
  }

  private static MonoTime hourAfter(MonoTime now) {
    return now.plus(Duration.ofHours(1));
  }

  private static HaMachine promotingWith(Function<MonoTime, Permit> forged) {
    return PlantedBug.replacing(
        Rule.row("600.70", "Nobody is ahead: promote")
            .when(Fact.CANDIDACY_WON)
            .then(
                s ->
                    Plan.of(
                        LeaseStance.NONE,
                        new Intent.Run(new TaskSpec.Promote(forged.apply(s.now()))),
                        "promoting without asking the store")));
  }

  private static final class CountsFromTheAnswer extends LeaseKeeper {
    @Override
    protected MonoTime countFrom(LeaseResult.Held held, MonoTime sentAt, MonoTime answeredAt) {
      return answeredAt;
    }
  }

  private static final class NeverGivesUp extends LeaseKeeper {
    @Override
    protected LeaseState lost(LeaseState.Held held, String reason) {
      return new LeaseState.Held(
          held.claim(),
          held.token(),
          held.times(),
          held.renewAt().plus(Duration.ofSeconds(1)),
          Optional.empty(),
          held.published());
    }
  }
}
