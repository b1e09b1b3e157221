package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.core.model.MemberRecord;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Switches the automatic management off or on.
 *
 * @param session whose operator
 * @param pause true: off
 */
record PauseSwitch(Session session, boolean pause) {

  void set(String scope, OptionalInt group, boolean wait) {
    Cluster cluster = session.read(scope, group);
    if (cluster.isPaused() == pause) {
      throw new CtlException("Cluster is " + (pause ? "already" : "not") + " paused");
    }
    RestAnswer answer = ConfigPatch.send(session, cluster, "pause", pause ? true : null);
    if (answer.status() != 200) {
      session
          .terminal()
          .line(
              "Failed: %s cluster management status code=%d, (%s)"
                  .formatted(word(), answer.status(), answer.body()));
      return;
    }
    if (wait) {
      await(cluster);
    }
    session.terminal().line("Success: cluster management is " + word() + "d");
  }

  private void await(Cluster before) {
    session
        .terminal()
        .line("'%s' request sent, waiting until it is recognized by all nodes".formatted(word()));
    List<MemberRecord> left = left(before);
    for (long second = 0; second <= before.loopWait() && !left.isEmpty(); second++) {
      session.terminal().pause(Duration.ofSeconds(1));
      left = left(session.read(before.name(), before.group()));
    }
    if (!left.isEmpty()) {
      session
          .terminal()
          .line(
              "%d of the members did not recognize it in time: %s"
                  .formatted(left.size(), left.stream().map(m -> m.name().value()).toList()));
    }
  }

  private List<MemberRecord> left(Cluster cluster) {
    return cluster.members().stream().filter(member -> member.paused() != pause).toList();
  }

  private String word() {
    return pause ? "pause" : "resume";
  }
}
