package io.matriarch.examples.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the data directory before anything is started for it. */
final class DataDirectoryCheck {
  private DataDirectoryCheck() {}

  /** An absent directory is fine: it will be made. */
  static void check(Path directory) throws StartException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw wrong(directory, "is not a directory; name the data directory or a new one");
    }
    boolean usable =
        Files.isReadable(directory) && Files.isWritable(directory) && Files.isExecutable(directory);
    if (!usable) {
      throw wrong(
          directory,
          "cannot be used by user '%s'; give it that owner, or start as its owner"
              .formatted(System.getProperty("user.name")));
    }
  }

  private static StartException wrong(Path directory, String whatAndRemedy) {
    return new StartException("postgresql.data_dir: '" + directory + "' " + whatAndRemedy);
  }
}
