package io.matriarch.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = "Switches the automatic management of a cluster on again.")
final class ResumeCommand implements Runnable {
  private final Session session;

  @Mixin private SwitchOptions options = new SwitchOptions();

  ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    options.apply(new PauseSwitch(session, false));
  }
}
