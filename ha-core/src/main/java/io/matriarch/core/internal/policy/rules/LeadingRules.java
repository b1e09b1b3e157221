package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.CLAIM;
import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.resource.StopMode;
import java.util.List;

/** 700: the leader is this node. */
final class LeadingRules {
  private LeadingRules() {}

  static final String SPENT = "released leader key: that leadership has ended here";

  static final List<Rule> ROWS =
      List.of(
          row("700.01", "It must not lead without a watchdog")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.WATCHDOG_MISSING)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Run(new TaskSpec.Stop(StopMode.FAST)),
                          "demoting self: " + noWatchdog(s))),
          row("700.02", "The application gives leadership up")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.STEP_DOWN_ORDERED)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Run(new TaskSpec.Stop(StopMode.GRACEFUL)),
                          "stepping down as asked")),
          row("700.04", "It recovers for too long, and somebody else could lead: stop it first")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.START_GIVEN_UP, Fact.FAILOVER_FEASIBLE)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Run(new TaskSpec.Stop(StopMode.IMMEDIATE)),
                          "demoting self: postgres did not start within primary_start_timeout")),
          row("700.05", "Nobody could take over: the request is withdrawn")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.RUNNING, Fact.MOVE_IN_VAIN)
              .then(s -> Plan.hold(KEEP, withdrawal(s))),
          row("700.06", "It recovers for too long: could somebody else lead?")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.START_GIVEN_UP)
              .unless(Fact.SURVEY_DONE, Fact.SURVEY_RUNNING)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          Intent.SURVEY,
                          "postgres did not start within primary_start_timeout: looking for a"
                              + " successor")),
          row("700.07", "Step aside as requested")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.RUNNING, Fact.MOVE_DUE, Fact.MOVE_FEASIBLE)
              .then(LeadingRules::stepAside),
          row("700.08", "Could somebody take over as requested?")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.RUNNING, Fact.MOVE_DUE)
              .unless(Fact.SURVEY_RUNNING, Fact.MOVE_IN_VAIN)
              .then(s -> Plan.of(KEEP, Intent.SURVEY, "switchover: asking the candidates")),
          row("700.09", "The candidates have not answered yet")
              .when(Fact.LEASE_HELD, Fact.PRIMARY, Fact.RUNNING, Fact.MOVE_DUE, Fact.SURVEY_RUNNING)
              .then(s -> Plan.hold(KEEP, "switchover: asking the candidates")),
          row("700.10", "A primary that leads")
              .when(Fact.LEASE_HELD, Fact.PRIMARY)
              .unless(Fact.MODE_NOT_BUILT)
              .then(
                  s ->
                      Plan.hold(
                          KEEP, "no action. I am (" + s.self() + "), the leader with the lock")),
          row("700.15", "A primary that leads in a mode it cannot carry out")
              .when(Fact.LEASE_HELD, Fact.PRIMARY)
              .then(
                  s ->
                      Plan.hold(
                          KEEP,
                          "no action. I am ("
                              + s.self()
                              + "), the leader with the lock; "
                              + modes(s))),
          row("700.16", "A leadership that has ended is not begun again")
              .when(Fact.LEASE_HELD, Fact.TERM_SPENT)
              .then(s -> Plan.hold(RELEASE, SPENT)),
          row("700.17", "The promotion is forbidden here: leave the lead to others")
              .when(Fact.LEASE_HELD, Fact.PROMOTION_REFUSED)
              .then(s -> Plan.hold(RELEASE, "released leader key: the promotion was refused")),
          row("700.18", "It must not lead without a watchdog: leave the lead to others")
              .when(Fact.LEASE_HELD, Fact.WATCHDOG_MISSING)
              .then(s -> Plan.hold(RELEASE, "released leader key: " + noWatchdog(s))),
          row("700.20", "Promotion is not to be had here")
              .when(Fact.LEASE_HELD, Fact.PROMOTE_FAILED)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Run(new TaskSpec.Stop(StopMode.FAST)),
                          "promotion failed repeatedly: stopping, for it may still come")),
          row("700.22", "Another led while the claim was under way: leave the lead to others")
              .when(Fact.LEASE_HELD, Fact.TIMELINE_OUTDATED)
              .unless(Fact.REQUEST_NAMES_ME)
              .then(
                  s ->
                      Plan.hold(
                          RELEASE, "released leader key: my timeline is behind the cluster's")),
          row("700.25", "Not to promote in a mode that is not built")
              .when(Fact.LEASE_HELD, Fact.MODE_NOT_BUILT)
              .then(s -> Plan.hold(RELEASE, "released leader key: " + modes(s))),
          row("700.30", "It was given time to start, and somebody else could lead")
              .when(Fact.LEASE_HELD, Fact.START_GIVEN_UP, Fact.FAILOVER_FEASIBLE)
              .then(
                  s ->
                      Plan.hold(
                          RELEASE,
                          "released leader key: postgres did not start within"
                              + " primary_start_timeout")),
          row("700.35", "It was given time to start: could somebody else lead?")
              .when(Fact.LEASE_HELD, Fact.START_GIVEN_UP)
              .unless(Fact.SURVEY_DONE, Fact.SURVEY_RUNNING)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          Intent.SURVEY,
                          "postgres did not start within primary_start_timeout: looking for a"
                              + " successor")),
          row("700.38", "The watchdog first")
              .when(Fact.LEASE_HELD, Fact.PERMIT_VALID, Fact.RUNNING, Fact.WATCHDOG_PENDING)
              .then(s -> Plan.hold(KEEP, "arming the watchdog before promoting")),
          row("700.40", "Promote")
              .when(Fact.LEASE_HELD, Fact.PERMIT_VALID, Fact.RUNNING)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Run(new TaskSpec.Promote(s.permit().orElseThrow())),
                          "promoted self to leader by acquiring session lock")),
          row("700.45", "The lease needs to be renewed first")
              .when(Fact.LEASE_HELD, Fact.RUNNING)
              .then(s -> Plan.hold(KEEP, "waiting for the lease to be renewed before promoting")),
          row("700.50", "Leading and not ready yet")
              .when(Fact.LEASE_HELD)
              .then(s -> Plan.hold(KEEP, "waiting for postgres to accept connections")),
          row("700.60", "The claim's outcome is open")
              .when(Fact.CLAIM_OPEN)
              .then(s -> Plan.hold(CLAIM, "claiming the leader lock")),
          row("700.65", "A claim whose answer was lost had succeeded")
              .when(Fact.KEY_IS_OURS)
              .unless(Fact.CLAIM_BACKOFF, Fact.RELEASE_OPEN, Fact.FAILSAFE_STANDSTILL)
              .then(s -> Plan.hold(CLAIM, "taking up the leader lock again")),
          row("700.70", "The lock was left by an earlier process of this node")
              .when(Fact.KEY_ADOPTABLE)
              .unless(Fact.CLAIM_BACKOFF, Fact.RELEASE_OPEN, Fact.FAILSAFE_STANDSTILL)
              .then(s -> Plan.hold(CLAIM, "adopting the leader lock of my earlier process")),
          row("700.90", "Somebody uses our name, or did and is not known to be dead")
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          "the leader lock carries my name but is not mine: waiting for it to"
                              + " expire")));

  /** Why a request cannot be carried out, for whoever looks for the reason in the log. */
  static String withdrawal(Situation s) {
    return "switchover is not possible: no good candidates have been found: "
        + String.join("; ", Moves.objections(s));
  }

  static String noWatchdog(Situation s) {
    return "the required watchdog cannot be used: "
        + s.state().watchdog().problem().orElse("unknown");
  }

  static Plan stepAside(Situation s) {
    return Plan.of(
        KEEP,
        new Intent.Run(new TaskSpec.Stop(StopMode.GRACEFUL, true)),
        "switchover: demoting myself");
  }

  static String modes(Situation s) {
    return String.join(", ", s.state().config().unbuiltModes())
        + " is on and this version does not implement it: I neither race nor promote";
  }
}
