package io.matriarch.postgres.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the server's processes of one data directory. On Linux they are known by their working
 * directory and executable, which also finds orphans of a killed postmaster: a busy backend notices
 * its death only when it waits next, and goes on writing until then. Elsewhere only children of the
 * postmaster can be found.
 */
final class ServerProcesses {
  private static final Path PROC = Path.of("/proc");

  private final Path dataDir;

  ServerProcesses(Path dataDir) {
    this.dataDir = dataDir;
  }

  /** All server processes that work in the data directory, the postmaster included. */
  List<Long> all() {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      Path directory = dataDir.toRealPath();
      for (Path process : processes) {
        if (belongs(process, directory)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException | DirectoryIteratorException noProcOrNoDirectory) {
      return found;
    }
    return found;
  }

  /** Whether the process is a server of this data directory, started when its file says so. */
  boolean isServer(PostmasterFile file) {
    if (ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
      return false;
    }
    if (Files.isDirectory(PROC.resolve("self"))) {
      try {
        return belongs(PROC.resolve(Long.toString(file.pid())), dataDir.toRealPath());
      } catch (IOException gone) {
        return false;
      }
    }
    long started =
        ProcessHandle.of(file.pid())
            .flatMap(p -> p.info().startInstant())
            .map(Instant::getEpochSecond)
            .orElse(0L);
    return Math.abs(started - file.startedAt()) <= 3;
  }

  /**
   * Whether the process can still do anything. One that has ended may keep its number for ever
   * where nobody collects orphans, as in many a container.
   */
  static boolean isAlive(long pid) {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return false;
    }
    try {
      String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException goneOrNoProc) {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
  }

  /** A process's environment as {@code name=value}; empty if it cannot be seen. */
  static Set<String> environment(long pid) {
    try {
      Path file = PROC.resolve(Long.toString(pid)).resolve("environ");
      return new HashSet<>(Arrays.asList(Files.readString(file).split("\0")));
    } catch (IOException notVisible) {
      return Set.of();
    }
  }

  private static boolean belongs(Path process, Path directory) {
    try {
      if (!Files.readSymbolicLink(process.resolve("cwd")).equals(directory)) {
        return false;
      }
      // An upgraded package leaves "(deleted)" behind the name of a running program.
      String program = Files.readSymbolicLink(process.resolve("exe")).getFileName().toString();
      return program.equals("postgres") || program.startsWith("postgres ");
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }
}
