package io.matriarch.postgres.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says. The server fills the file step by step while it starts.
 *
 * @param pid process id of the postmaster
 * @param startedAt seconds since 1970; 0 if not there yet
 * @param status the server's word for its state: {@code starting}, {@code ready}, {@code standby},
 *     {@code stopping}; empty if not there yet
 * @param standAlone it is a server in single-user mode
 */
record PostmasterFile(long pid, long startedAt, String status, boolean standAlone) {

  /** Empty if there is no such file or it names no process. */
  static Optional<PostmasterFile> read(Path dataDir) {
    try {
      List<String> lines = Files.readAllLines(dataDir.resolve("postmaster.pid"));
      // A negative number marks a stand-alone server.
      long number = Long.parseLong(line(lines, 0));
      String started = line(lines, 2);
      return Optional.of(
          new PostmasterFile(
              Math.abs(number),
              started.isEmpty() ? 0 : Long.parseLong(started),
              line(lines, 7),
              number < 0));
    } catch (IOException | NumberFormatException notReadable) {
      return Optional.empty();
    }
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }
}
