package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.CLAIM;
import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import java.util.List;

/** 900: maintenance mode. Nothing is started, stopped, promoted or demoted. */
final class PauseRules {
  private PauseRules() {}

  static final List<Rule> ROWS =
      List.of(
          row("900.02", "Nobody leads a cluster with another cluster's data")
              .when(Fact.LEASE_HELD, Fact.DATA_FOREIGN)
              .then(
                  s ->
                      Plan.hold(
                          RELEASE,
                          "PAUSE: released leader key: my data belongs to a different cluster")),
          row("900.04", "Step aside for the member that was named")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.RUNNING, Fact.MOVE_DUE, Fact.MOVE_FEASIBLE)
              .then(LeadingRules::stepAside),
          row("900.05", "The member that was named cannot take over: the request is withdrawn")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.RUNNING, Fact.MOVE_IN_VAIN)
              .then(s -> Plan.hold(KEEP, "PAUSE: " + LeadingRules.withdrawal(s))),
          row("900.06", "Could the member that was named take over?")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.RUNNING, Fact.MOVE_DUE)
              .unless(Fact.SURVEY_RUNNING, Fact.MOVE_IN_VAIN)
              .then(s -> Plan.of(KEEP, Intent.SURVEY, "PAUSE: asking the candidate")),
          row("900.08", "The member that was named has not answered yet")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.RUNNING, Fact.MOVE_DUE, Fact.SURVEY_RUNNING)
              .then(s -> Plan.hold(KEEP, "PAUSE: asking the candidate")),
          row("900.10", "Leading in pause")
              .when(Fact.LEASE_HELD, Fact.PRIMARY)
              .then(
                  s ->
                      Plan.hold(
                          KEEP,
                          "PAUSE: no action. I am (" + s.self() + "), the leader with the lock")),
          row("900.15", "Promote the member that was named")
              .when(Fact.LEASE_HELD, Fact.REQUEST_NAMES_ME, Fact.RUNNING, Fact.PERMIT_VALID)
              .unless(Fact.MODE_NOT_BUILT, Fact.PROMOTE_FAILED, Fact.PROMOTION_REFUSED)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Run(new TaskSpec.Promote(s.permit().orElseThrow())),
                          "PAUSE: promoted self to leader as requested")),
          row("900.20", "Somebody stopped or demoted the primary by hand")
              .when(Fact.LEASE_HELD, Fact.REPORT_KNOWN)
              .then(
                  s ->
                      Plan.hold(
                          RELEASE,
                          "PAUSE: removed leader lock because postgres is not running as primary")),
          row("900.25", "Not to race in a mode that is not built")
              .when(Fact.PRIMARY, Fact.VIEW_KNOWN, Fact.MODE_NOT_BUILT)
              .unless(Fact.LEADER_KNOWN)
              .then(s -> Plan.hold(NONE, "PAUSE: " + LeadingRules.modes(s))),
          row("900.30", "A running primary takes the free lock")
              .when(Fact.PRIMARY, Fact.RUNNING, Fact.VIEW_KNOWN)
              .unless(
                  Fact.LEADER_KNOWN,
                  Fact.DATA_FOREIGN,
                  Fact.CLAIM_BACKOFF,
                  Fact.FAILSAFE_STANDSTILL)
              .then(s -> Plan.hold(CLAIM, "PAUSE: acquiring the leader lock as running primary")),
          row("900.35", "This node was named as the next leader")
              .when(Fact.REQUEST_NAMES_ME, Fact.RUNNING, Fact.VIEW_KNOWN)
              .unless(
                  Fact.LEADER_KNOWN,
                  Fact.MODE_NOT_BUILT,
                  Fact.DATA_FOREIGN,
                  Fact.REALIGN_FAILED,
                  Fact.PROMOTION_REFUSED,
                  Fact.CLAIM_BACKOFF,
                  Fact.FAILSAFE_STANDSTILL)
              .then(
                  s ->
                      Plan.hold(
                          CLAIM, "PAUSE: acquiring the leader lock as the requested candidate")),
          row("900.40", "The lock is ours, as a process or by inheritance")
              .when(Fact.PRIMARY, Fact.KEY_IS_OURS)
              .unless(Fact.DATA_FOREIGN, Fact.RELEASE_OPEN, Fact.FAILSAFE_STANDSTILL)
              .then(s -> Plan.hold(CLAIM, "PAUSE: taking up the leader lock again")),
          row("900.45", "The lock was left by an earlier process of this node")
              .when(Fact.PRIMARY, Fact.KEY_ADOPTABLE)
              .unless(Fact.DATA_FOREIGN, Fact.RELEASE_OPEN, Fact.FAILSAFE_STANDSTILL)
              .then(s -> Plan.hold(CLAIM, "PAUSE: adopting the leader lock of my earlier process")),
          row("900.50", "Can the replica follow the present leader as it is?")
              .when(Fact.SOURCE_KNOWN, Fact.RUNNING)
              .unless(Fact.PRIMARY, Fact.FOLLOWS_LEADER, Fact.DIVERGENCE_KNOWN, Fact.REALIGN_FAILED)
              .then(s -> RecoveryRules.compare(s, NONE)),
          row("900.55", "Follow the present leader")
              .when(Fact.SOURCE_KNOWN, Fact.RUNNING, Fact.DIVERGENCE_KNOWN)
              .unless(Fact.PRIMARY, Fact.FOLLOWS_LEADER, Fact.DIVERGED, Fact.REALIGN_FAILED)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Run(new TaskSpec.Follow(s.followRequest())),
                          "PAUSE: following new leader (" + s.leaderName() + ")")),
          row("900.90", "Nothing to do")
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          "PAUSE: no action. I am ("
                              + s.self()
                              + "), leader is ("
                              + s.leaderName()
                              + ")")));
}
