package io.matriarch.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "pause", description = "Switches the automatic management of a cluster off.")
final class PauseCommand implements Runnable {
  private final Session session;

  @Mixin private SwitchOptions options = new SwitchOptions();

  PauseCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    options.apply(new PauseSwitch(session, true));
  }
}
