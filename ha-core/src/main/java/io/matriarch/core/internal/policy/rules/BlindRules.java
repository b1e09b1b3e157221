package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.resource.StartRequest;
import java.util.List;
import java.util.Optional;

/** 250: too little is known to do much. */
final class BlindRules {
  private BlindRules() {}

  static final List<Rule> UNSEEN =
      List.of(
          row("250.90", "The resource has not been looked at yet")
              .then(s -> Plan.hold(KEEP, "waiting for the first look at the resource")));

  static final List<Rule> ROWS =
      List.of(
          row("260.05", "All members have agreed that this leader goes on")
              .when(Fact.PRIMARY, Fact.PERMIT_BY_FAILSAFE)
              .then(
                  s ->
                      Plan.hold(
                          KEEP,
                          "continue to run as a leader because failsafe mode is enabled and all"
                              + " members are accessible")),
          row("260.07", "A primary's data that may become the cluster must not become a replica's")
              .when(Fact.STORE_SEEN, Fact.DATA_OF_PRIMARY)
              .unless(Fact.CLUSTER_SEEN, Fact.INITIALIZATION_IS_OURS)
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          "DCS is not accessible: there is data of a primary, and no cluster has"
                              + " been seen yet")),
          row("260.10", "A stopped copy waits for the store as a replica of nobody")
              .when(Fact.STORE_SEEN)
              .unless(
                  Fact.ALIVE,
                  Fact.DATA_EMPTY,
                  Fact.DATA_INACCESSIBLE,
                  Fact.INITIALIZATION_IS_OURS,
                  Fact.REALIGN_FAILED)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Run(
                              new TaskSpec.Start(
                                  new StartRequest(
                                      Optional.empty(),
                                      Optional.empty(),
                                      s.state().config().text()))),
                          "DCS is not accessible: starting as a replica of nobody")),
          row("260.90", "Nothing can be decided without the store")
              .then(s -> Plan.hold(NONE, "DCS is not accessible")));
}
