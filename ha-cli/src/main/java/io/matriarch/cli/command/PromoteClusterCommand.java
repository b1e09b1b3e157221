package io.matriarch.cli.command;

import io.matriarch.core.model.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "promote-cluster", description = "Makes a standby cluster one of its own.")
final class PromoteClusterCommand implements Runnable {
  private final Session session;

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(names = "--force", description = "Do not ask.")
  private boolean force;

  PromoteClusterCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    new StandbySwitch(session, "promote", Role.PRIMARY).set(cluster.read(session), null, force);
  }
}
