package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.LET_LAPSE;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.resource.StopMode;
import java.util.List;

/** 150: an orderly end. Leadership is handed over as soon as a replica has everything. */
final class ShutdownRules {
  private ShutdownRules() {}

  private static final String WRITING_DOWN = "shutting down: writing down whose cluster it is";

  static final List<Rule> ROWS =
      List.of(
          row("150.10", "In pause everything goes on without this agent")
              .when(Fact.PAUSED)
              .then(s -> exit("paused: the agent ends, the resource and the leader key stay")),
          row("150.20", "A replica has everything: hand over while the rest of the stop goes on")
              .when(Fact.TASK_IS_STOP, Fact.HANDOVER_READY, Fact.LEASE_HELD, Fact.SUCCESSOR_HAS_ALL)
              .then(s -> Plan.hold(RELEASE, "shutting down: leadership handed over")),
          row("150.30", "Is there a replica that has everything?")
              .when(Fact.TASK_IS_STOP, Fact.HANDOVER_READY, Fact.LEASE_HELD)
              .unless(Fact.SURVEY_RUNNING)
              .then(s -> Plan.of(KEEP, Intent.SURVEY, "shutting down: looking for a successor")),
          row("150.35", "Who was told to stop does not return: no longer to be waited for")
              .when(Fact.STATELESS, Fact.TASK_IS_STOP, Fact.TASK_OVERDUE)
              .unless(Fact.LEASE_HELD, Fact.PRIMARY)
              .then(s -> exit("stopped, although the listener has not returned yet")),
          row("150.37", "Who was told to stop does not return: the lease lapses")
              .when(Fact.STATELESS, Fact.TASK_IS_STOP, Fact.TASK_OVERDUE)
              .then(s -> Plan.hold(LET_LAPSE, "shutting down: " + TaskRules.LAPSES)),
          row("150.40", "The stop takes too long")
              .when(Fact.TASK_IS_STOP, Fact.TASK_OVERDUE)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Fence("stopping takes too long"),
                          "shutting down: stopping takes too long, stopping at once")),
          row("150.50", "The stop is under way")
              .when(Fact.TASK_IS_STOP)
              .then(s -> Plan.hold(KEEP, "shutting down: stopping")),
          row("150.60", "Something else is under way")
              .when(Fact.TASK_RUNNING)
              .unless(Fact.TASK_CANCELLED)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Cancel("shutting down"),
                          "shutting down: ending what is being done")),
          row("150.65", "It is ending")
              .when(Fact.TASK_RUNNING)
              .then(s -> Plan.hold(KEEP, "shutting down: ending what is being done")),
          row("150.70", "Stop the resource")
              .when(Fact.ALIVE)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Run(new TaskSpec.Stop(StopMode.FAST)),
                          "shutting down: stopping")),
          row("150.72", "It cannot be seen and may still write")
              .when(Fact.PRIMARY)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Fence("it cannot be seen and may still write"),
                          "shutting down: stopping at once what may still write")),
          row("150.73", "The new cluster was led: write down whose it is, then give leadership up")
              .when(Fact.LEASE_HELD, Fact.INITIALIZATION_IS_OURS, Fact.DATA_OF_PRIMARY)
              .then(s -> Plan.hold(KEEP, WRITING_DOWN)),
          row("150.74", "The new cluster is made: write down whose it is")
              .when(Fact.INITIALIZATION_IS_OURS, Fact.VIEW_KNOWN, Fact.DATA_OF_PRIMARY)
              .unless(
                  Fact.LEASE_HELD,
                  Fact.CREATION_UNFINISHED,
                  Fact.CREATION_NOT_YET,
                  Fact.BOOTSTRAP_FAILED)
              .then(s -> Plan.hold(KEEP, WRITING_DOWN)),
          row("150.75", "A cluster that was not finished is not claimed any longer")
              .when(Fact.INITIALIZATION_IS_OURS)
              // What is made stays claimed, or others would make another one beside it.
              .unless(Fact.LEASE_HELD, Fact.DATA_OF_PRIMARY)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.RevokeInitialization(
                              new ExitReason(1, "shut down while creating the cluster")),
                          "shutting down: giving up the creation of the cluster")),
          row("150.80", "Nothing runs any more: give leadership up")
              .when(Fact.LEASE_HELD)
              .then(s -> Plan.hold(RELEASE, "shutting down: releasing the leader key")),
          row("150.85", "The release is under way")
              .when(Fact.RELEASE_OPEN)
              .then(s -> Plan.hold(LET_LAPSE, "shutting down: releasing the leader key")),
          row("150.90", "Done").then(s -> exit("stopped")));

  private static Plan exit(String message) {
    return Plan.of(LET_LAPSE, new Intent.Exit(new ExitReason(0, message)), message);
  }
}
