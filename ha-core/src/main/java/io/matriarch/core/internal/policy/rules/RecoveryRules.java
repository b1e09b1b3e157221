package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.StartRequest;
import java.util.List;
import java.util.Optional;

/** 500: there is data and nothing runs. */
final class RecoveryRules {
  private RecoveryRules() {}

  static final List<Rule> ROWS =
      List.of(
          row("500.01", "Stopped so that another member may lead, and it has everything")
              .when(Fact.LEASE_HELD, Fact.HANDING_OVER, Fact.SUCCESSOR_HAS_ALL)
              .then(s -> Plan.hold(RELEASE, "switchover: leadership handed over")),
          row("500.02", "Stopped so that another member may lead: does it have everything?")
              .when(Fact.LEASE_HELD, Fact.HANDING_OVER)
              .unless(Fact.SURVEY_RUNNING)
              .then(s -> Plan.of(KEEP, Intent.SURVEY, "switchover: looking for the successor")),
          row("500.03", "The successor has not answered yet")
              .when(Fact.LEASE_HELD, Fact.HANDING_OVER)
              .then(s -> Plan.hold(KEEP, "switchover: looking for the successor")),
          row("500.04", "A leadership that has ended is not begun again")
              .when(Fact.LEASE_HELD, Fact.TERM_SPENT)
              .then(s -> Plan.hold(RELEASE, LeadingRules.SPENT)),
          row("500.05", "Promotion is not to be had here: leave the lead to others")
              .when(Fact.LEASE_HELD, Fact.PROMOTE_FAILED)
              .unless(Fact.DATA_OF_PRIMARY)
              .then(s -> Plan.hold(RELEASE, "released leader key: promotion failed repeatedly")),
          row("500.07", "It must not lead without a watchdog: leave the lead to others")
              .when(Fact.LEASE_HELD, Fact.WATCHDOG_MISSING)
              .then(s -> Plan.hold(RELEASE, "released leader key: " + LeadingRules.noWatchdog(s))),
          row("500.10", "It can never start: leave the lead to others")
              .when(Fact.TASK_HOPELESS, Fact.LEASE_HELD)
              .then(s -> Plan.hold(RELEASE, "released leader key: " + failure(s))),
          row("500.15", "It can never start")
              .when(Fact.TASK_HOPELESS)
              .then(s -> Plan.of(NONE, new Intent.Exit(new ExitReason(1, failure(s))), failure(s))),
          row("500.20", "It was given time to start, and somebody else could lead")
              .when(Fact.LEASE_HELD, Fact.START_GIVEN_UP, Fact.FAILOVER_FEASIBLE)
              .then(
                  s ->
                      Plan.hold(
                          RELEASE,
                          "released leader key: postgres did not start within"
                              + " primary_start_timeout")),
          row("500.25", "It was given time to start: could somebody else lead?")
              .when(Fact.LEASE_HELD, Fact.START_GIVEN_UP)
              .unless(Fact.SURVEY_DONE, Fact.SURVEY_RUNNING)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          Intent.SURVEY,
                          "postgres did not start within primary_start_timeout: looking for a"
                              + " successor")),
          row("500.27", "The others have not answered yet")
              .when(Fact.LEASE_HELD, Fact.START_GIVEN_UP, Fact.SURVEY_RUNNING)
              .then(
                  s ->
                      Plan.hold(
                          KEEP,
                          "postgres did not start within primary_start_timeout: looking for a"
                              + " successor")),
          row("500.28", "The watchdog first")
              .when(Fact.LEASE_HELD, Fact.PERMIT_VALID, Fact.DATA_OF_PRIMARY, Fact.WATCHDOG_PENDING)
              .then(s -> Plan.hold(KEEP, "arming the watchdog before starting")),
          row("500.30", "Restart the leader's primary in place")
              .when(Fact.LEASE_HELD, Fact.PERMIT_VALID, Fact.DATA_OF_PRIMARY)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          start(s, s.permit(), Optional.empty()),
                          "starting primary after failure")),
          row("500.35", "Start, to be promoted then")
              .when(Fact.LEASE_HELD, Fact.PERMIT_VALID)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          start(s, Optional.empty(), Optional.empty()),
                          "starting as readonly because i had the session lock")),
          row("500.40", "The lease needs to be renewed first")
              .when(Fact.LEASE_HELD)
              .then(s -> Plan.hold(KEEP, "waiting for the lease to be renewed before starting")),
          row("500.45", "What realigning left behind is good for nothing: copy afresh")
              .when(Fact.SOURCE_KNOWN, Fact.REALIGN_FAILED)
              .then(s -> rebuild(s)),
          row("500.50", "Can the copy follow the leader as it is?")
              .when(Fact.SOURCE_KNOWN)
              .unless(Fact.DIVERGENCE_KNOWN)
              .then(s -> compare(s, NONE)),
          row("500.55", "Realigning must wait for the leader's first checkpoint")
              .when(Fact.SOURCE_KNOWN, Fact.DIVERGED, Fact.REALIGN_POSSIBLE)
              .unless(Fact.SOURCE_CHECKPOINTED)
              .then(
                  s ->
                      Plan.hold(
                          NONE, "waiting for checkpoint on " + s.leaderName() + " before rewind")),
          row("500.60", "Undo what the leader never had")
              .when(Fact.SOURCE_KNOWN, Fact.DIVERGED, Fact.REALIGN_POSSIBLE)
              .then(s -> realign(s)),
          row("500.65", "Copy afresh, keeping the old copy until it is done")
              .when(Fact.SOURCE_KNOWN, Fact.DIVERGED)
              .then(s -> rebuild(s)),
          row("500.70", "Start and follow the leader")
              .when(Fact.SOURCE_KNOWN)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          start(s, Optional.empty(), s.upstream()),
                          "starting as a secondary")),
          row("500.72", "A primary's data, and no cluster yet: it is to become this one's")
              .when(Fact.VIEW_KNOWN, Fact.DATA_OF_PRIMARY)
              .unless(
                  Fact.LEADER_KNOWN, Fact.INITIALIZED, Fact.INITIALIZE_CLAIMED, Fact.MODE_NOT_BUILT)
              .then(s -> Plan.hold(NONE, BootstrapRules.ADOPTING)),
          row("500.73", "A primary's data, and nobody uses the claim to create the cluster")
              .when(
                  Fact.VIEW_KNOWN,
                  Fact.DATA_OF_PRIMARY,
                  Fact.INITIALIZE_CLAIMED,
                  Fact.INITIALIZE_STALE)
              .unless(Fact.LEADER_KNOWN, Fact.MODE_NOT_BUILT)
              .then(s -> BootstrapRules.takeOver("adopting existing data")),
          row("500.74", "A primary's data, and whose the cluster will be is not decided")
              .when(Fact.VIEW_KNOWN, Fact.DATA_OF_PRIMARY)
              .unless(Fact.INITIALIZED)
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          "there is data of a primary, and the cluster has no system identifier in"
                              + " the DCS yet: waiting")),
          row("500.75", "What realigning left behind is not to be started")
              .when(Fact.REALIGN_FAILED)
              .then(s -> Plan.hold(NONE, "realigning failed: waiting for a leader to copy from")),
          row("500.77", "Without data: take part in the next election")
              .when(Fact.STATELESS)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          start(s, Optional.empty(), Optional.empty()),
                          "taking part in the election again")),
          row("500.80", "Start, to be there for an election")
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          start(s, Optional.empty(), Optional.empty()),
                          "starting as a secondary of nobody")));

  static Plan compare(Situation s, LeaseStance stance) {
    return Plan.of(
        stance,
        new Intent.Compare(s.source().orElseThrow()),
        "comparing my history with that of " + s.leaderName());
  }

  static Plan realign(Situation s) {
    return Plan.of(
        NONE,
        new Intent.Run(new TaskSpec.Realign(s.leaderRequest())),
        "running pg_rewind from " + s.leaderName());
  }

  static Plan rebuild(Situation s) {
    return Plan.of(
        NONE,
        new Intent.Run(new TaskSpec.Rebuild(s.leaderRequest())),
        "my history diverged from that of " + s.leaderName() + ": copying afresh");
  }

  private static Intent start(
      Situation s, Optional<Permit> permit, Optional<ReplicationSource> source) {
    return new Intent.Run(
        new TaskSpec.Start(new StartRequest(permit, source, s.state().config().text())));
  }

  private static String failure(Situation s) {
    return s.state().tasks().failures().map(TaskSlot.Failures::message).orElse("unknown cause");
  }
}
