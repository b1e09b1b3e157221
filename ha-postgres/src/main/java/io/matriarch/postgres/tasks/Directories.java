package io.matriarch.postgres.tasks;

import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Whole directories. */
final class Directories {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.systemDefault());

  private Directories() {}

  /** A name beside the directory that says what happened to it and when. */
  static Path beside(Path directory, String what, Ticker ticker) {
    String name = directory.getFileName() + "." + what + "-" + TIME.format(ticker.wallClock());
    Path free = directory.resolveSibling(name);
    for (int n = 2; Files.exists(free); n++) {
      free = directory.resolveSibling(name + "-" + n);
    }
    return free;
  }

  /** Removes a directory and what is in it; links are removed, not followed. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
