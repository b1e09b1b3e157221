package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import java.util.List;

/** 800: another node leads and the resource runs as a replica. */
final class FollowingRules {
  private FollowingRules() {}

  static final List<Rule> ROWS =
      List.of(
          row("800.05", "Without data: ready to lead when the leader is gone")
              .when(Fact.STATELESS)
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          "no action. I am ("
                              + s.self()
                              + "), a candidate; the leader is ("
                              + s.leaderName()
                              + ")")),
          row("800.10", "The leader is not ready to be followed")
              .unless(Fact.SOURCE_KNOWN)
              .then(
                  s ->
                      Plan.hold(NONE, "waiting for leader (" + s.leaderName() + ") to be primary")),
          row("800.15", "What realigning left behind is good for nothing: copy afresh")
              .when(Fact.REALIGN_FAILED)
              .then(RecoveryRules::rebuild),
          row("800.20", "Can the copy follow this leader as it is?")
              .unless(Fact.DIVERGENCE_KNOWN)
              .then(s -> RecoveryRules.compare(s, NONE)),
          row("800.30", "Realigning must wait for the leader's first checkpoint")
              .when(Fact.DIVERGED, Fact.REALIGN_POSSIBLE)
              .unless(Fact.SOURCE_CHECKPOINTED)
              .then(
                  s ->
                      Plan.hold(
                          NONE, "waiting for checkpoint on " + s.leaderName() + " before rewind")),
          row("800.35", "Undo what the leader never had")
              .when(Fact.DIVERGED, Fact.REALIGN_POSSIBLE)
              .then(RecoveryRules::realign),
          row("800.40", "Copy afresh, keeping the old copy until it is done")
              .when(Fact.DIVERGED)
              .then(RecoveryRules::rebuild),
          row("800.50", "Follow the leader")
              .unless(Fact.FOLLOWS_LEADER)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Run(new TaskSpec.Follow(s.followRequest())),
                          "following new leader (" + s.leaderName() + ")" + through(s))),
          row("800.55", "The leader is back: connect now, not when the server next tries")
              .when(Fact.SOURCE_RETURNED)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Run(new TaskSpec.Follow(s.followRequest())),
                          "following leader (" + s.leaderName() + ") again" + through(s))),
          row("800.60", "The stream does not come")
              .when(Fact.STALLED)
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          "I am ("
                              + s.self()
                              + "), a secondary, and do not receive WAL from leader ("
                              + s.leaderName()
                              + "): see the server log")),
          row("800.90", "All is well")
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          "no action. I am ("
                              + s.self()
                              + "), a secondary, and following a leader ("
                              + s.leaderName()
                              + ")")));

  private static String through(Situation s) {
    return s.upstream()
        .map(source -> source.name().value())
        .filter(name -> !name.equals(s.leaderName()))
        .map(name -> " through " + name)
        .orElse("");
  }
}
