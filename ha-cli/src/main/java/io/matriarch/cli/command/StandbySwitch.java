package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.wire.RoleNames;
import io.matriarch.core.wire.StateNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes a cluster the standby of another one, or a cluster of its own again.
 *
 * @param session whose operator
 * @param action {@code demote} or {@code promote}
 * @param wanted what its leader is afterwards
 */
record StandbySwitch(Session session, String action, Role wanted) {

  /** Long enough for a checkpoint before the stop, and for a recovery after it. */
  private static final int SECONDS = 600;

  /**
   * @param section the new {@code standby_cluster}; {@code null} removes it
   */
  void set(Cluster cluster, Object section, boolean force) {
    MemberRecord leader =
        cluster
            .leader()
            .orElseThrow(
                () -> new CtlException("Cluster has no leader, it is not possible to " + action));
    if (cluster.isStandbyCluster() == (section != null)) {
      throw new CtlException("Cluster is already in the required state");
    }
    session.show(cluster);
    String question = "Are you sure you want to %s %s cluster?".formatted(action, cluster.name());
    if (!force && !session.questions().confirm(question)) {
      throw new CtlException("Aborted cluster " + action);
    }
    RestAnswer answer = ConfigPatch.send(session, List.of(leader), "standby_cluster", section);
    if (answer.status() != 200) {
      session
          .terminal()
          .line(
              "Failed: %s cluster, status code=%d, (%s)"
                  .formatted(action, answer.status(), answer.body()));
      return;
    }
    await(cluster);
    session.terminal().line("Success: cluster %s is %sd".formatted(cluster.name(), action));
  }

  private void await(Cluster before) {
    for (int second = 0; second < SECONDS; second++) {
      Cluster now = session.read(before.name(), before.group());
      Optional<MemberRecord> leader = now.leader();
      if (leader.filter(this::isDone).isPresent()) {
        return;
      }
      session
          .terminal()
          .line(
              "%s Waiting for %s of cluster %s: %s"
                  .formatted(
                      Moments.seconds(session.clock()),
                      action,
                      now.name(),
                      leader.map(StandbySwitch::seen).orElse("there is no leader")));
      session.terminal().pause(Duration.ofSeconds(1));
    }
    throw new CtlException("the cluster did not %s in %d s".formatted(action, SECONDS));
  }

  private boolean isDone(MemberRecord leader) {
    return leader.role() == wanted && leader.state() == RunState.RUNNING;
  }

  private static String seen(MemberRecord leader) {
    return "leader %s is %s, %s"
        .formatted(leader.name(), RoleNames.text(leader.role()), StateNames.text(leader.state()));
  }
}
