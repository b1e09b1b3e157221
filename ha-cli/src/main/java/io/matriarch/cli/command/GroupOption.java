package io.matriarch.cli.command;

import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Which part of a Citus cluster. */
final class GroupOption {

  @Option(names = "--group", paramLabel = "N", description = "Citus group.")
  private Optional<Integer> group = Optional.empty();

  /** The group that was named. */
  OptionalInt named() {
    return group.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** The group that was named, or the configured one. */
  OptionalInt orConfigured(Session session) {
    return group.isPresent() ? named() : session.config().group();
  }
}
