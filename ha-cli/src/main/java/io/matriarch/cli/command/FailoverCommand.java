package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.core.model.MemberRecord;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "failover", description = "Makes a member the leader, whether or not there is one.")
final class FailoverCommand implements Runnable {
  private static final String ACTION = "failover";

  private final Session session;

  @Mixin private MoveOptions options = new MoveOptions();

  FailoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    MoveDialog dialog = new MoveDialog(session, ACTION, options.force());
    Cluster cluster = dialog.begin(options);
    Optional<String> to = dialog.candidate(cluster, options.candidate());
    to.flatMap(cluster::member).ifPresent(candidate -> accept(cluster, candidate));
    dialog.confirm(cluster, Optional.empty());
    new Move(ACTION, Optional.empty(), to, Optional.empty()).carryOut(session, cluster);
  }

  /** An asynchronous node may lack what clients were told is safe. */
  private void accept(Cluster cluster, MemberRecord candidate) {
    boolean risky = cluster.isSynchronous() && !cluster.inSync(candidate);
    if (risky
        && !options.force()
        && !session
            .questions()
            .confirm(
                "Are you sure you want to failover to the asynchronous node %s?"
                    .formatted(candidate.name()))) {
      throw new CtlException("Aborting failover");
    }
  }
}
