package io.matriarch.cli.command;

import io.matriarch.cli.cluster.ClusterPage;
import io.matriarch.cli.format.Format;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "topology", description = "Shows who replicates from whom.")
final class TopologyCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "CLUSTER", description = "Clusters; by default the configured one.")
  private List<String> clusters = List.of();

  @Mixin private GroupOption group = new GroupOption();
  @Mixin private WatchOptions watch = new WatchOptions();

  TopologyCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ClusterListing.print(
        session,
        clusters,
        watch,
        () -> {},
        scope -> ClusterPage.render(session.read(scope, group.named()), Format.TOPOLOGY, false));
  }
}
