package io.matriarch.postgres.parameters;

import io.matriarch.postgres.PostgresConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The node's own configuration as it is now; replaced as a whole. Thread safe. */
public final class LocalConfig implements Supplier<PostgresConfig> {
  private volatile PostgresConfig current;

  public LocalConfig(PostgresConfig first) {
    current = first;
  }

  @Override
  public PostgresConfig get() {
    return current;
  }

  /**
   * Everything that looks at the configuration from now on sees the new one.
   *
   * @return what counts only when the agent is started anew, one line each
   * @throws IllegalArgumentException the new one belongs to another instance; nothing is replaced
   */
  public List<String> replace(PostgresConfig fresh) {
    refuseOther("name", current.name(), fresh.name());
    refuseOther("scope", current.scope(), fresh.scope());
    refuseOther("postgresql.data_dir", current.dataDir(), fresh.dataDir());
    List<String> later = new ArrayList<>();
    noteLater(later, "postgresql.bin_dir", current.binDir(), fresh.binDir());
    noteLater(later, "postgresql.bin_name", current.binNames(), fresh.binNames());
    noteLater(later, "the user that runs PostgreSQL", current.osUser(), fresh.osUser());
    noteLater(later, "the server's log file", current.serverLog(), fresh.serverLog());
    current = fresh;
    return List.copyOf(later);
  }

  private static void refuseOther(String what, Object now, Object fresh) {
    if (!now.equals(fresh)) {
      throw new IllegalArgumentException(
          what
              + ": '"
              + fresh
              + "' instead of '"
              + now
              + "' needs a restart of the agent; nothing is changed");
    }
  }

  private static void noteLater(List<String> later, String what, Object now, Object fresh) {
    if (!now.equals(fresh)) {
      later.add(what + " is changed when the agent is started anew");
    }
  }
}
