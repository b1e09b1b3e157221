package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.LET_LAPSE;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import java.util.List;

/** 200: something is being done to the resource; one thing at a time. */
final class TaskRules {
  private TaskRules() {}

  static final String LAPSES = "the listener does not return, so the lease is left to lapse";

  static final List<Rule> ROWS =
      List.of(
          row("200.02", "A replica has everything: hand over while the rest of the stop goes on")
              .when(
                  Fact.STOP_TO_HAND_OVER,
                  Fact.HANDOVER_READY,
                  Fact.LEASE_HELD,
                  Fact.SUCCESSOR_HAS_ALL)
              .then(s -> Plan.hold(RELEASE, "switchover: leadership handed over")),
          row("200.04", "Does a replica have everything?")
              .when(Fact.STOP_TO_HAND_OVER, Fact.HANDOVER_READY, Fact.LEASE_HELD)
              .unless(Fact.SURVEY_RUNNING)
              .then(s -> Plan.of(KEEP, Intent.SURVEY, "switchover: looking for the successor")),
          row("200.07", "Who was told to stop does not return: the lease lapses")
              .when(Fact.STATELESS, Fact.TASK_IS_STOP, Fact.TASK_OVERDUE)
              .then(s -> Plan.hold(LET_LAPSE, LAPSES)),
          row("200.10", "A stop takes too long")
              .when(Fact.TASK_IS_STOP, Fact.TASK_OVERDUE)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Fence("stopping takes too long"),
                          "stopping takes too long: stopping at once")),
          row("200.12", "Becoming primary without the watchdog that leading depends on")
              .when(Fact.TASK_MAKES_PRIMARY, Fact.WATCHDOG_MISSING)
              .unless(Fact.TASK_IS_BOOTSTRAP, Fact.TASK_CANCELLED)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Cancel("the required watchdog cannot be used"),
                          "stopping to become primary: " + LeadingRules.noWatchdog(s))),
          row("200.15", "It was told to end and does not: end what it may have begun, by force")
              .when(Fact.TASK_STUCK, Fact.LEASE_HELD)
              .then(
                  s ->
                      Plan.of(
                          LET_LAPSE,
                          new Intent.Fence(task(s) + " does not end"),
                          "demoting self: " + task(s) + " does not end although it was told to")),
          row("200.20", "It takes too long")
              .when(Fact.TASK_OVERDUE)
              .unless(Fact.TASK_CANCELLED)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Cancel("it takes too long"),
                          task(s) + " takes too long: ending it")),
          row("200.25", "It waits for a member that is gone")
              .when(Fact.TASK_OUTDATED)
              .unless(Fact.TASK_CANCELLED)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Cancel("its source is gone"),
                          task(s) + ": its source is gone, ending it")),
          row("200.28", "Somebody else may create the cluster by now")
              .when(Fact.TASK_IS_BOOTSTRAP)
              .unless(Fact.INITIALIZATION_IS_OURS, Fact.TASK_CANCELLED)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Cancel("the claim to create the cluster is lost"),
                          "the claim to create the cluster is lost: ending the bootstrap")),
          row("200.30", "A cluster is being created")
              .when(Fact.TASK_IS_BOOTSTRAP)
              .then(s -> Plan.hold(KEEP, "bootstrap in progress")),
          row("200.90", "It goes on").then(s -> Plan.hold(KEEP, task(s) + " in progress")));

  private static String task(Situation s) {
    return s.state().tasks().running().map(t -> t.spec().label()).orElse("task");
  }
}
