package io.matriarch.postgres.control;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What must have happened even if the machine crashes in the next moment. Blocks on the disk. */
public final class Disk {
  private Disk() {}

  /** Gives a file or directory another name on the same file system, for good. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    sync(to.toAbsolutePath().getParent());
  }

  /** Waits until a file's content, or a directory's names, are on the disk. */
  public static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      }
      // Not every platform lets directories be opened.
    }
  }

  /** How much a file system has room for; the nearest directory that exists counts. */
  public static long freeBytes(Path path) throws IOException {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return Files.getFileStore(there).getUsableSpace();
  }

  /** Whether another file system is mounted there, so that it cannot be given another name. */
  public static boolean isMountPoint(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    return Files.exists(directory)
        && !Files.getAttribute(directory, "unix:dev")
            .equals(Files.getAttribute(parent, "unix:dev"));
  }
}
