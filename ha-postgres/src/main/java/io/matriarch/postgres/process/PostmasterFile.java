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
 * @param port TCP port; 0 if not there yet
 * @param socketDirectory first directory of its Unix sockets, with its whole path; empty likewise
 * @param host first address that it listens on, {@code *} for all; empty if none, or not there yet
 * @param status the server's word for its state: {@code starting}, {@code ready}, {@code standby},
 *     {@code stopping}; empty if not there yet
 * @param standAlone it is a server in single-user mode
 */
public record PostmasterFile(
    long pid,
    long startedAt,
    int port,
    String socketDirectory,
    String host,
    String status,
    boolean standAlone) {
  private static final String NAME = "postmaster.pid";

  /** Its Unix socket; empty if it has none, or does not say yet. */
  public Optional<Path> socket() {
    return socketDirectory.isEmpty() || port == 0
        ? Optional.empty()
        : Optional.of(Path.of(socketDirectory, ".s.PGSQL." + port));
  }

  /**
   * Removes a file in which nothing stands: its server was killed after it had made the file and
   * before it had written anything, and no other would start beside it. To be called while nobody
   * works in the directory, since a server that starts has such a file for a moment.
   */
  static void removeIfEmpty(Path dataDir) throws IOException {
    Path file = dataDir.resolve(NAME);
    if (Files.exists(file) && Files.size(file) == 0) {
      Files.delete(file);
    }
  }

  /** Empty if there is no such file or it names no process. */
  static Optional<PostmasterFile> read(Path dataDir) {
    try {
      List<String> lines = Files.readAllLines(dataDir.resolve(NAME));
      // A negative number marks a stand-alone server.
      long number = Long.parseLong(line(lines, 0));
      String started = line(lines, 2);
      return Optional.of(
          new PostmasterFile(
              Math.abs(number),
              started.isEmpty() ? 0 : Long.parseLong(started),
              port(line(lines, 3)),
              socketDirectory(dataDir, line(lines, 4)),
              line(lines, 5),
              line(lines, 7),
              number < 0));
    } catch (IOException | NumberFormatException notReadable) {
      return Optional.empty();
    }
  }

  /** The server may have been told one that starts from where it works, its data directory. */
  private static String socketDirectory(Path dataDir, String line) {
    return line.isEmpty() ? "" : dataDir.resolve(line).normalize().toString();
  }

  /** Whatever stands there must not hide that the server runs. */
  private static int port(String line) {
    return line.matches("\\d{1,5}") ? Integer.parseInt(line) : 0;
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }
}
