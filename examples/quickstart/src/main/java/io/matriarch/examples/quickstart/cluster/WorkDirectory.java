package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new directory that the owner of the data can pass through, to be removed as a whole. */
public record WorkDirectory(Path path) {
  private static final Path PARENT = Path.of("/tmp");

  /** Creates one with a name of its own. */
  public static WorkDirectory create() throws IOException {
    Path path = Files.createTempDirectory(PARENT, "matriarch-");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new WorkDirectory(path);
  }

  /** Removes it with everything in it. */
  public void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : all) {
      Files.deleteIfExists(entry);
    }
  }
}
