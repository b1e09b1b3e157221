package io.matriarch.cli.command;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What pause and resume have in common. */
final class SwitchOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "CLUSTER",
      description = "By default the configured one.")
  private Optional<String> scope = Optional.empty();

  @Mixin private GroupOption group = new GroupOption();

  @Option(names = "--wait", description = "Wait until all members have recognized it.")
  private boolean wait;

  void apply(PauseSwitch pauseSwitch) {
    Session session = pauseSwitch.session();
    pauseSwitch.set(session.scope(scope), group.orConfigured(session), wait);
  }
}
