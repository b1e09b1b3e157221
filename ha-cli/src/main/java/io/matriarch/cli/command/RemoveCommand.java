package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.cluster.ClusterPage;
import io.matriarch.cli.format.Format;
import io.matriarch.cli.terminal.Questions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Removes everything the store knows of a cluster.")
final class RemoveCommand implements Runnable {
  private static final String PHRASE = "Yes I am aware";

  private final Session session;

  @Parameters(index = "0", paramLabel = "CLUSTER")
  private String scope;

  @Mixin private GroupOption group = new GroupOption();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; by default pretty.")
  private Format format = Format.PRETTY;

  RemoveCommand(Session session) {
    this.session = session;
  }

  /** There is no way around the questions. */
  @Override
  public void run() {
    Cluster cluster = session.read(scope, group.orConfigured(session));
    session.terminal().line(ClusterPage.render(cluster, format, false));
    Questions questions = session.questions();
    if (!questions.ask("Please confirm the cluster name to remove").equals(scope)) {
      throw new CtlException("Cluster names specified do not match");
    }
    String warning =
        "You are about to remove all information in DCS for %s, please type: \"%s\""
            .formatted(scope, PHRASE);
    if (!questions.ask(warning).equals(PHRASE)) {
      throw new CtlException("You did not exactly type \"" + PHRASE + "\"");
    }
    cluster
        .leaderName()
        .ifPresent(
            leader -> {
              String question =
                  "This cluster currently is healthy. Please specify the leader name to continue";
              if (!questions.ask(question).equals(leader)) {
                throw new CtlException("You did not specify the current leader of the cluster");
              }
            });
    session.clusters().remove(cluster);
  }
}
