package io.matriarch.postgres.tasks;

import java.util.List;
import java.util.Set;

/** What of the configured options {@code pg_rewind} gets: the task itself decides the rest. */
final class RewindOptions {
  private static final Set<String> OURS =
      Set.of(
          "target-pgdata",
          "source-pgdata",
          "source-server",
          "write-recovery-conf",
          "restore-target-wal",
          "config-file",
          "no-ensure-shutdown",
          "dry-run",
          "version");

  private RewindOptions() {}

  static List<String> usable(List<String> options) {
    return ProgramOptions.usable(
        "postgresql.rewind", options, option -> OURS.contains(ProgramOptions.name(option)));
  }
}
