package io.matriarch.postgres.parameters;

import io.matriarch.postgres.control.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Copies of the configuration files in the data directory, made when the server has started with
 * them. They come along with a backup that leaves the files themselves out, or when those are kept
 * elsewhere.
 */
final class ConfigurationCopies {
  private final DataDirectory data;

  ConfigurationCopies(DataDirectory data) {
    this.data = data;
  }

  void keep(ConfigurationPaths paths) throws IOException {
    for (Path file : paths.all()) {
      if (Files.exists(file)) {
        byte[] content = Files.readAllBytes(file);
        Path copy = copyOf(file);
        if (!Files.exists(copy) || !Arrays.equals(Files.readAllBytes(copy), content)) {
          data.write(copy, content);
        }
      }
    }
  }

  /** Puts back what is missing. What was never copied may lie in the data directory itself. */
  void restoreMissing(ConfigurationPaths paths) throws IOException {
    for (Path file : paths.all()) {
      Path inData = data.path().resolve(file.getFileName());
      if (Files.exists(file)) {
        continue;
      }
      if (Files.exists(copyOf(file))) {
        data.writeForServer(file, Files.readAllBytes(copyOf(file)));
      } else if (!inData.equals(file) && Files.exists(inData)) {
        data.writeForServer(file, Files.readAllBytes(inData));
      } else if (file.equals(paths.ident())) {
        data.writeForServer(file, new byte[0]);
      }
    }
  }

  private Path copyOf(Path file) {
    return data.path().resolve(file.getFileName() + ".backup");
  }
}
