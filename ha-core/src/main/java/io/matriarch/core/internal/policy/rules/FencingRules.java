package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.LET_LAPSE;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.resource.StopMode;
import java.util.List;

/** 100: whatever may be writable without the right to be is stopped, before anything else. */
final class FencingRules {
  private FencingRules() {}

  static final List<Rule> ROWS =
      List.of(
          row("100.10", "The lease is definitely lost")
              .when(Fact.PRIMARY, Fact.LEASE_LOST)
              .unless(Fact.PAUSED)
              .then(s -> fence("demoting self because I lost the leader lock")),
          row("100.20", "Another node leads")
              .when(Fact.PRIMARY, Fact.LEADER_KNOWN)
              .unless(Fact.LEADER_IS_ME, Fact.PAUSED)
              .then(s -> fence("demoting self because I do not have the lock and I was a leader")),
          row("100.25", "Without the store the others may allow this leader to go on")
              .when(Fact.PRIMARY, Fact.FAILSAFE_CHECK_DUE)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.AskFailsafe(),
                          "DCS is not accessible: asking all members whether I may go on")),
          row("100.30", "The lease cannot be renewed and its end is near")
              .when(Fact.PRIMARY, Fact.STEP_DOWN_DUE)
              .unless(Fact.PAUSED, Fact.TASK_RUNNING)
              .then(
                  s ->
                      Plan.of(
                          LET_LAPSE,
                          new Intent.Run(new TaskSpec.Stop(StopMode.FAST)),
                          "demoting self because DCS is not accessible and I was a leader")),
          row("100.40", "Becoming primary without a valid permit")
              .when(Fact.TASK_MAKES_PRIMARY)
              .unless(Fact.PERMIT_VALID, Fact.TASK_IS_BOOTSTRAP, Fact.TASK_CANCELLED)
              .then(
                  s ->
                      Plan.of(
                          LET_LAPSE,
                          new Intent.Cancel("no valid permit to become primary"),
                          "stopping to become primary: the permit is not valid any more")),
          row("100.50", "A primary found without lease has had its time")
              .when(Fact.PRIMARY, Fact.ADOPTION_OVER)
              .unless(
                  Fact.LEASE_HELD,
                  Fact.PERMIT_BY_FAILSAFE,
                  Fact.STEP_DOWN_DUE,
                  Fact.PAUSED,
                  Fact.INITIALIZATION_IS_OURS)
              .then(s -> fence("demoting self because I have no lease and was not given one")),
          row("100.60", "Whoever creates the cluster no longer knows whether it still may")
              .when(Fact.PRIMARY, Fact.CREATION_DOUBTFUL)
              .unless(Fact.LEASE_HELD, Fact.PERMIT_BY_FAILSAFE, Fact.PAUSED)
              .then(
                  s ->
                      fence(
                          "demoting self because I have not seen my claim to create the cluster"
                              + " for too long")),
          row("100.70", "An earlier process may have begun to promote this replica")
              .when(Fact.PROMOTION_INHERITED, Fact.ALIVE)
              .unless(Fact.PRIMARY, Fact.PAUSED)
              .then(s -> fence("ending what an earlier process may have begun")));

  private static Plan fence(String reason) {
    return Plan.of(NONE, new Intent.Fence(reason), reason);
  }
}
