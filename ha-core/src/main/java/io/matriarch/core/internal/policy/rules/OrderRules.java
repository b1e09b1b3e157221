package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.machine.RebuildOrder;
import io.matriarch.core.internal.machine.RestartOrder;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.StartRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** 550 to 560: what operators order for this node's resource, in pause as well. */
final class OrderRules {
  private OrderRules() {}

  static final List<Rule> RESTART =
      List.of(
          row("550.10", "Restart the leader's primary")
              .when(Fact.PRIMARY, Fact.LEASE_HELD, Fact.PERMIT_VALID)
              .then(s -> restart(s, s.permit(), Optional.empty())),
          row("550.20", "A primary needs its lease renewed first")
              .when(Fact.PRIMARY)
              .then(s -> Plan.hold(KEEP, "restart: waiting for the lease to be renewed")),
          row("550.90", "Restart the replica")
              .then(s -> restart(s, Optional.empty(), s.upstream())));

  static final List<Rule> START =
      List.of(
          row("555.90", "Start the stopped replica that is to be restarted")
              .then(s -> restart(s, Optional.empty(), s.upstream())));

  static final List<Rule> REBUILD =
      List.of(
          row("560.90", "Replace the copy")
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Run(new TaskSpec.Rebuild(s.copyRequest(fromLeader(s)), true)),
                          "reinitialize: copying afresh from "
                              + s.copyRequest(fromLeader(s)).source().name())));

  private static boolean fromLeader(Situation s) {
    return s.state().desk().rebuild().map(RebuildOrder::fromLeader).orElse(false);
  }

  private static Plan restart(
      Situation s, Optional<Permit> permit, Optional<ReplicationSource> source) {
    StartRequest start = new StartRequest(permit, source, s.state().config().text());
    return Plan.of(
        KEEP, new Intent.Run(new TaskSpec.Restart(start, limit(s))), "restarting as requested");
  }

  private static Duration limit(Situation s) {
    return s.state()
        .desk()
        .restart()
        .map(RestartOrder::conditions)
        .flatMap(conditions -> conditions.timeout())
        .orElse(s.state().config().failover().primaryStartTimeout());
  }
}
