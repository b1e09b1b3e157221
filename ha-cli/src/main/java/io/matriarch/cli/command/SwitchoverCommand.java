package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import java.time.OffsetDateTime;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "switchover", description = "Moves leadership away from a leader that works.")
final class SwitchoverCommand implements Runnable {
  private static final String ACTION = "switchover";

  private final Session session;

  @Mixin private MoveOptions options = new MoveOptions();

  @Option(
      names = {"--leader", "--primary", "--master"},
      paramLabel = "MEMBER",
      description = "Who leads now.")
  private Optional<String> leader = Optional.empty();

  @Option(names = "--scheduled", paramLabel = "TIME", description = "When; now by default.")
  private Optional<String> scheduled = Optional.empty();

  SwitchoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    MoveDialog dialog = new MoveDialog(session, ACTION, options.force());
    Cluster cluster = dialog.begin(options);
    String from = dialog.leader(cluster, leader);
    Optional<String> to = dialog.candidate(cluster, options.candidate());
    Optional<OffsetDateTime> at = Moments.parse(when(), session.clock());
    if (at.isPresent() && cluster.isPaused()) {
      throw new CtlException("Can't schedule switchover in the paused state");
    }
    dialog.confirm(cluster, at);
    new Move(ACTION, Optional.of(from), to, at).carryOut(session, cluster);
  }

  private String when() {
    return scheduled.orElseGet(
        () ->
            options.force()
                ? "now"
                : session
                    .questions()
                    .ask(
                        "When should the switchover take place (e.g. %s ) "
                            .formatted(Moments.inAnHour(session.clock())),
                        "now"));
  }
}
