package io.matriarch.postgres;

import io.matriarch.core.resource.StopMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** One stopped new cluster per test run, of which tests take copies: initdb takes its time. */
final class Template {
  private static Path directory;

  private Template() {}

  static synchronized void copyTo(Path dataDir) throws Exception {
    if (directory == null) {
      directory = create();
    }
    Process copy =
        new ProcessBuilder("cp", "-a", directory.toString(), dataDir.toString())
            .inheritIO()
            .start();
    if (copy.waitFor() != 0) {
      throw new IllegalStateException("cannot copy " + directory);
    }
  }

  private static Path create() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "ha-pg-template");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "remove-template"));
    TestNode node = new TestNode("template", folder.resolve("node"), PostgresHarness.freePort());
    try {
      node.bootstrap();
      node.stop(StopMode.FAST);
    } finally {
      node.end();
    }
    return node.dataDir;
  }

  static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
