package io.matriarch.postgres.tasks;

import java.util.List;
import java.util.Set;

/** What of the configured options {@code pg_basebackup} gets: the task itself decides the rest. */
final class BaseBackupOptions {
  private static final Set<String> OURS =
      Set.of(
          "pgdata",
          "format",
          "wal-method",
          "xlog-method",
          "gzip",
          "version",
          "dbname",
          "host",
          "port",
          "username",
          "password");
  private static final int COMPRESSES_ON_SERVER = 15;

  private BaseBackupOptions() {}

  static List<String> usable(List<String> options, int major) {
    return ProgramOptions.usable(
        "postgresql.basebackup",
        options,
        option -> OURS.contains(ProgramOptions.name(option)) || compressesHere(option, major));
  }

  private static boolean compressesHere(String option, int major) {
    boolean onServer = option.startsWith("compress=server-") && major >= COMPRESSES_ON_SERVER;
    return ProgramOptions.name(option).equals("compress") && !onServer;
  }
}
