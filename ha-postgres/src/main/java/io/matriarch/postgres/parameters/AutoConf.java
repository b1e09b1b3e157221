package io.matriarch.postgres.parameters;

import io.matriarch.postgres.control.DataDirectory;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** {@code postgresql.auto.conf}, which overrides what we write. */
final class AutoConf {
  private static final String FILE = "postgresql.auto.conf";
  private static final Pattern RECOVERY =
      Pattern.compile(
          "(?i)\\s*(primary_conninfo|primary_slot_name|recovery_|restore_command"
              + "|archive_cleanup_command).*");

  private final DataDirectory data;

  AutoConf(DataDirectory data) {
    this.data = data;
  }

  /**
   * Removes what {@code ALTER SYSTEM} or another tool left there of recovery.
   *
   * @return whether there was something
   */
  boolean removeRecovery() throws IOException {
    List<String> lines = data.lines(FILE);
    List<String> kept = lines.stream().filter(l -> !RECOVERY.matcher(l).matches()).toList();
    if (kept.size() == lines.size()) {
      return false;
    }
    data.writeForServer(
        data.path().resolve(FILE), DataDirectory.bytes(String.join("\n", kept) + "\n"));
    return true;
  }
}
