package io.matriarch.cli.command;

import io.matriarch.cli.cluster.ClusterPage;
import io.matriarch.cli.format.Format;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "Shows the members of clusters.")
final class ListCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "CLUSTER", description = "Clusters; by default the configured one.")
  private List<String> clusters = List.of();

  @Mixin private GroupOption group = new GroupOption();
  @Mixin private WatchOptions watch = new WatchOptions();

  @Option(
      names = {"-e", "--extended"},
      description = "Show also the columns in which there is nothing.")
  private boolean extended;

  @Option(
      names = {"-t", "--timestamp"},
      description = "Print the time first.")
  private boolean timestamp;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; by default pretty.")
  private Format format = Format.PRETTY;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ClusterListing.print(
        session,
        clusters,
        watch,
        () -> {
          if (timestamp) {
            session.terminal().line(Moments.seconds(session.clock()));
          }
        },
        scope -> ClusterPage.render(session.read(scope, group.named()), format, extended));
  }
}
