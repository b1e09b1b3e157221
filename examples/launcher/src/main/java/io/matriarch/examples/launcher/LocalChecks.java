package io.matriarch.examples.launcher;

import io.matriarch.agent.config.PostgresSection;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Looks at what the configuration names on this machine before anything is started for it. */
final class LocalChecks {
  private static final String SERVER = "postgres";
  private static final String REMEDY = "name the directory of the server's programs";

  private LocalChecks() {}

  static void check(PostgresSection postgres) throws StartException {
    dataDirectory(postgres.dataDir());
    programs(postgres.binDir());
  }

  /** An absent directory is fine: it will be made. */
  private static void dataDirectory(Path directory) throws StartException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new StartException(
          "postgresql.data_dir: '%s' is not a directory; name the data directory or a new one"
              .formatted(directory));
    }
    boolean usable =
        Files.isReadable(directory) && Files.isWritable(directory) && Files.isExecutable(directory);
    if (!usable) {
      throw new StartException(
          ("postgresql.data_dir: '%s' cannot be used by user '%s';"
                  + " give it that owner, or start as its owner")
              .formatted(directory, System.getProperty("user.name")));
    }
  }

  private static void programs(Optional<Path> binDir) throws StartException {
    if (binDir.isPresent() && !Files.isExecutable(binDir.get().resolve(SERVER))) {
      throw new StartException(
          ("postgresql.bin_dir: '%s' has no program '%s'; " + REMEDY)
              .formatted(binDir.get(), SERVER));
    }
    if (binDir.isEmpty() && !isOnPath()) {
      throw new StartException(
          ("postgresql.bin_dir: is missing, and '%s' is not on the PATH; " + REMEDY)
              .formatted(SERVER));
    }
  }

  private static boolean isOnPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, SERVER)));
  }
}
