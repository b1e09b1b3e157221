package io.matriarch.cli.command;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What switchover and failover have in common. */
final class MoveOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "CLUSTER",
      description = "By default the configured one.")
  private Optional<String> scope = Optional.empty();

  @Option(names = "--candidate", paramLabel = "MEMBER", description = "Who shall lead next.")
  private Optional<String> candidate = Optional.empty();

  @Option(names = "--force", description = "Do not ask.")
  private boolean force;

  @Mixin private GroupOption group = new GroupOption();

  Optional<String> scope() {
    return scope;
  }

  Optional<String> candidate() {
    return candidate;
  }

  boolean force() {
    return force;
  }

  GroupOption group() {
    return group;
  }
}
