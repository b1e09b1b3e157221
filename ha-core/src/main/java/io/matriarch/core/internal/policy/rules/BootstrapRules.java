package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.CLAIM;
import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.StopMode;
import java.util.List;

/** 400: there is no data yet, or this node is creating the cluster. */
final class BootstrapRules {
  private BootstrapRules() {}

  private static final String WAITING = "waiting for leader to bootstrap";

  static final String ADOPTING = "adopting existing data: writing down whose cluster it is";

  static final List<Rule> ROWS =
      List.of(
          row("400.05", "Whatever may still write is stopped first")
              .when(Fact.PRIMARY)
              .then(
                  s ->
                      Plan.of(
                          KEEP,
                          new Intent.Fence("the data directory is empty"),
                          "demoting self: the data directory is empty")),
          row("400.10", "Nobody leads without data")
              .when(Fact.LEASE_HELD)
              .then(s -> Plan.hold(RELEASE, "released leader key: the data directory is empty")),
          row("400.15", "Copying can never succeed")
              .when(Fact.TASK_HOPELESS)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Exit(new ExitReason(1, lastFailure(s))),
                          lastFailure(s))),
          row("400.20", "Copy from the leader, or from a replica that offers itself")
              .when(Fact.SOURCE_KNOWN)
              .then(BootstrapRules::copy),
          row("400.30", "The leader is not ready to be copied from")
              .when(Fact.LEADER_KNOWN)
              .then(s -> Plan.hold(NONE, WAITING)),
          row("400.37", "Somebody began to create the cluster and never ended: begin anew")
              .when(Fact.INITIALIZE_STALE, Fact.INITIALIZE_CLAIMED, Fact.MAY_BOOTSTRAP)
              .unless(Fact.MODE_NOT_BUILT)
              .then(s -> takeOver("trying to bootstrap a new cluster in its place")),
          row("400.40", "Somebody began to create the cluster and never ended")
              .when(Fact.INITIALIZE_STALE, Fact.INITIALIZE_CLAIMED)
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          WAITING
                              + ": key "
                              + s.state().settings().cluster().basePath()
                              + "/initialize has been empty for long; if no node is creating the"
                              + " cluster, remove it with: patronictl remove "
                              + s.state().settings().cluster().scope())),
          row("400.50", "Somebody is creating the cluster")
              .when(Fact.INITIALIZE_CLAIMED)
              .then(s -> Plan.hold(NONE, WAITING)),
          row("400.60", "The cluster exists and has no leader to copy from")
              .when(Fact.INITIALIZED)
              .then(s -> Plan.hold(NONE, WAITING)),
          row("400.70", "Race to create the cluster")
              .when(Fact.MAY_BOOTSTRAP)
              .unless(Fact.MODE_NOT_BUILT)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.ClaimInitialization(),
                          "trying to bootstrap a new cluster")),
          row("400.80", "A cluster in a mode that is not built is not created here")
              .when(Fact.MAY_BOOTSTRAP)
              .then(s -> Plan.hold(NONE, WAITING + ": " + LeadingRules.modes(s))),
          row("400.90", "Wait for others").then(s -> Plan.hold(NONE, WAITING)));

  static final List<Rule> CREATION =
      List.of(
          row("450.05", "Creating the cluster failed: stop what runs of it")
              .when(Fact.BOOTSTRAP_FAILED, Fact.ALIVE)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Run(new TaskSpec.Stop(StopMode.IMMEDIATE)),
                          "failed to bootstrap cluster: stopping what runs of it")),
          row("450.07", "Creating the cluster was given up: stop what runs of it")
              .when(Fact.CREATION_UNFINISHED, Fact.ALIVE)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Run(new TaskSpec.Stop(StopMode.IMMEDIATE)),
                          "bootstrap was given up: stopping what runs of it")),
          row("450.10", "Creating the cluster failed")
              .when(Fact.BOOTSTRAP_FAILED)
              .then(s -> revoke("failed to bootstrap cluster: " + lastFailure(s))),
          row("450.15", "Whoever had the claim before must have noticed first")
              .when(Fact.CREATION_NOT_YET)
              .unless(Fact.PRIMARY)
              .then(s -> Plan.hold(NONE, "trying to bootstrap a new cluster: not yet")),
          row("450.20", "Create it")
              .when(Fact.DATA_EMPTY)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Run(
                              new TaskSpec.Bootstrap(
                                  s.creationPermit(), s.state().config().text())),
                          "trying to bootstrap a new cluster")),
          row("450.30", "It runs: take the lead")
              .when(Fact.PRIMARY)
              .then(s -> Plan.hold(CLAIM, "initialized a new cluster")),
          row("450.40", "It was made and stopped: it is the cluster all the same")
              .when(Fact.DATA_OF_PRIMARY)
              .unless(Fact.CREATION_UNFINISHED)
              .then(s -> Plan.hold(NONE, ADOPTING)),
          row("450.90", "What was created does not run as primary")
              .then(s -> revoke("failed to bootstrap cluster: the new primary does not run")));

  /** The claim becomes this node's, unless somebody else is faster. */
  static Plan takeOver(String then) {
    return Plan.of(
        NONE,
        new Intent.ClaimInitialization(),
        "key /initialize has been empty for long and nobody is creating the cluster: " + then);
  }

  private static Plan copy(Situation s) {
    FollowRequest request = s.copyRequest(false);
    boolean leader = request.source().name().value().equals(s.leaderName());
    return Plan.of(
        NONE,
        new Intent.Run(new TaskSpec.Rebuild(request)),
        "trying to bootstrap from "
            + (leader ? "leader '" : "replica '")
            + request.source().name()
            + "'");
  }

  private static Plan revoke(String message) {
    return Plan.of(NONE, new Intent.RevokeInitialization(new ExitReason(1, message)), message);
  }

  private static String lastFailure(Situation s) {
    return s.state().tasks().failures().map(TaskSlot.Failures::message).orElse("unknown cause");
  }
}
