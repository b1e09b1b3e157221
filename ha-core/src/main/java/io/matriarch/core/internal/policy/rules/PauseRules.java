package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.CLAIM;
import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import java.util.List;

/** 900: maintenance mode. Nothing is started, stopped, promoted or demoted (contract §3.13). */
final class PauseRules {
  private PauseRules() {}

  static final List<Rule> ROWS =
      List.of(
          row("900.10", "Leading in pause")
              .when(Fact.LEASE_HELD, Fact.PRIMARY)
              .then(
                  s ->
                      Plan.hold(
                          KEEP,
                          "PAUSE: no action. I am (" + s.self() + "), the leader with the lock")),
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
              .when(Fact.PRIMARY, Fact.VIEW_KNOWN)
              .unless(Fact.LEADER_KNOWN, Fact.DATA_FOREIGN, Fact.CLAIM_BACKOFF)
              .then(s -> Plan.hold(CLAIM, "PAUSE: acquiring the leader lock as running primary")),
          row("900.40", "The lock is ours, as a process or by inheritance")
              .when(Fact.PRIMARY, Fact.KEY_IS_OURS)
              .then(s -> Plan.hold(CLAIM, "PAUSE: taking up the leader lock again")),
          row("900.45", "The lock was left by an earlier process of this node")
              .when(Fact.PRIMARY, Fact.KEY_ADOPTABLE)
              .then(s -> Plan.hold(CLAIM, "PAUSE: adopting the leader lock of my earlier process")),
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
