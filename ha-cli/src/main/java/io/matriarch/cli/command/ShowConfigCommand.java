package io.matriarch.cli.command;

import io.matriarch.cli.format.YamlText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show-config", description = "Shows the dynamic configuration.")
final class ShowConfigCommand implements Runnable {
  private final Session session;

  @Mixin private ClusterOption cluster = new ClusterOption();

  ShowConfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.terminal().line(YamlText.block(cluster.read(session).config()));
  }
}
