package io.matriarch.cli.command;

import io.matriarch.cli.cluster.Cluster;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which cluster a command is about. */
final class ClusterOption {

  @Parameters(
      arity = "0..1",
      paramLabel = "CLUSTER",
      description = "By default the configured one.")
  private Optional<String> scope = Optional.empty();

  @Mixin private GroupOption group = new GroupOption();

  Cluster read(Session session) {
    return session.read(session.scope(scope), group.orConfigured(session));
  }
}
