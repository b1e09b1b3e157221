package io.matriarch.postgres.tasks;

import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.parameters.ConfigurationFiles;
import io.matriarch.postgres.parameters.EffectiveSettings;
import java.io.IOException;
import java.nio.file.Files;

/** What is known about an instance beside its files and processes. Thread safe. */
public final class Memory {
  private volatile EffectiveSettings settings;
  private volatile boolean filling;

  /** Begins with the cluster's configuration as it was last seen, if the data directory has it. */
  Memory(PostgresConfig config) {
    settings = EffectiveSettings.merge(config, lastSeen(config));
  }

  /** Local and cluster's configuration together, as far as it is known. */
  public EffectiveSettings settings() {
    return settings;
  }

  /** True while the data directory is being filled for the first time. */
  public boolean isFilling() {
    return filling;
  }

  EffectiveSettings configure(EffectiveSettings newest) {
    settings = newest;
    return newest;
  }

  void filling(boolean now) {
    filling = now;
  }

  private static String lastSeen(PostgresConfig config) {
    try {
      return Files.readString(config.dataDir().resolve(ConfigurationFiles.CLUSTER_CONFIG));
    } catch (IOException noneYet) {
      return "{}";
    }
  }
}
