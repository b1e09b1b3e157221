package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of the PostgreSQL server of one data directory, found by where they work. */
final class ServerProcesses {
  private final Path dataDirectory;

  ServerProcesses(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** The server's first process, if it runs. */
  Optional<ProcessHandle> postmaster() {
    try {
      String first = Files.readAllLines(dataDirectory.resolve("postmaster.pid")).get(0);
      return ProcessHandle.of(Long.parseLong(first.strip())).filter(p -> worksHere(p.pid()));
    } catch (IOException | RuntimeException noServer) {
      return Optional.empty();
    }
  }

  /** Every process, orphans included. */
  List<ProcessHandle> all() {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (worksHere(pid)) {
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw new TrialException("cannot list processes: " + e.getMessage(), e);
    }
    return found;
  }

  private boolean worksHere(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
          .equals(dataDirectory.toRealPath());
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }
}
