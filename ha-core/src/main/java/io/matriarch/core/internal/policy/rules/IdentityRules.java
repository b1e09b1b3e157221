package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.StopMode;
import java.util.List;

/** 300: data that cannot be used, or that belongs elsewhere, is never touched. */
final class IdentityRules {
  private IdentityRules() {}

  static final List<Rule> INACCESSIBLE =
      List.of(
          row("300.05", "Whatever may still write is stopped first")
              .when(Fact.PRIMARY)
              .then(
                  s -> Plan.of(KEEP, new Intent.Fence(problem(s)), "demoting self: " + problem(s))),
          row("300.10", "Nobody leads with data that cannot be used")
              .when(Fact.LEASE_HELD)
              .then(s -> Plan.hold(RELEASE, "releasing the leader key: " + problem(s))),
          row("300.90", "Wait for an operator").then(s -> Plan.hold(NONE, problem(s))));

  static final List<Rule> FOREIGN =
      List.of(
          row("310.05", "Stop before the lead is left to others")
              .when(Fact.LEASE_HELD, Fact.PRIMARY)
              .then(
                  s ->
                      Plan.of(KEEP, new Intent.Run(new TaskSpec.Stop(StopMode.FAST)), mismatch(s))),
          row("310.10", "Nobody leads a cluster with another cluster's data")
              .when(Fact.LEASE_HELD)
              .then(s -> Plan.hold(RELEASE, mismatch(s))),
          row("310.90", "This node does not belong here")
              .then(
                  s ->
                      Plan.of(NONE, new Intent.Exit(new ExitReason(1, mismatch(s))), mismatch(s))));

  private static String problem(Situation s) {
    return s.report().flatMap(ResourceReport::problem).orElse("the data cannot be accessed");
  }

  private static String mismatch(Situation s) {
    return "system ID mismatch, node "
        + s.self()
        + " belongs to a different cluster: "
        + s.view().flatMap(ClusterView::initialize).map(Versioned::value).orElse("?")
        + " != "
        + s.report().flatMap(ResourceReport::systemId).orElse("?");
  }
}
