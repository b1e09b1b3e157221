package io.matriarch.cli.command;

import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestException;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.wire.Versions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "version", description = "Shows versions of this command and of members.")
final class VersionCommand implements Runnable {
  private static final int NEW_SCHEME = 100_000;

  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "CLUSTER")
  private Optional<String> scope = Optional.empty();

  @Parameters(index = "1..*", paramLabel = "MEMBER")
  private List<String> members = List.of();

  @Mixin private GroupOption group = new GroupOption();

  VersionCommand(Session session) {
    this.session = session;
  }

  /** Without a cluster the store is not asked. */
  @Override
  public void run() {
    session
        .terminal()
        .line(
            "matriarchctl version %s (as patronictl %s)"
                .formatted(Versions.OURS, Versions.PROTOCOL));
    if (scope.isEmpty()) {
      return;
    }
    session.terminal().line("");
    Cluster cluster = session.read(scope.get(), group.named());
    cluster.members().stream()
        .filter(member -> members.isEmpty() || members.contains(member.name().value()))
        .forEach(member -> session.terminal().line(member.name() + ": " + versions(member)));
  }

  private String versions(MemberRecord member) {
    try {
      String body = session.rest().get(member, "patroni").body();
      Map<String, Object> status = Json.object(body).orElse(Map.of());
      Map<String, Object> agent = Json.asObject(status.get("patroni")).orElse(Map.of());
      String own =
          member.native_()
              ? "Matriarch " + Versions.OURS
              : "Patroni " + agent.getOrDefault("version", "unknown");
      return own
          + (status.get("server_version") instanceof Number number
              ? " PostgreSQL " + text(number.intValue())
              : "");
    } catch (RestException silent) {
      return "failed to get version: " + silent.getMessage();
    }
  }

  private static String text(int number) {
    return number >= NEW_SCHEME
        ? number / 10_000 + "." + number % 10_000
        : number / 10_000 + "." + number / 100 % 100 + "." + number % 100;
  }
}
