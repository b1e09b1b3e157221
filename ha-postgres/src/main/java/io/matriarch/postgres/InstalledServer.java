package io.matriarch.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where PostgreSQL's programs are on this machine: for data that exist, those of their version in
 * the usual places of Debian and Red Hat; else those on the {@code PATH}; else the newest.
 */
public final class InstalledServer {

  /** Servers alone, without the tools, are installed for tests; they cannot be members. */
  private static final List<String> PROGRAMS =
      List.of("postgres", "initdb", "pg_basebackup", "pg_rewind", "pg_controldata");

  private InstalledServer() {}

  /**
   * Looks at file names only.
   *
   * @param dataDirectory need not exist
   * @return the directory of its programs
   * @throws IllegalArgumentException there is none; the message says what to do
   */
  public static Path find(Path dataDirectory) {
    List<Path> candidates = new ArrayList<>();
    version(dataDirectory)
        .ifPresent(
            major -> {
              candidates.add(Path.of("/usr/lib/postgresql", major, "bin"));
              candidates.add(Path.of("/usr/pgsql-" + major, "bin"));
            });
    for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      candidates.add(Path.of(entry));
    }
    candidates.addAll(newestFirst(Path.of("/usr/lib/postgresql"), "*"));
    candidates.addAll(newestFirst(Path.of("/usr"), "pgsql-*"));
    return candidates.stream()
        .filter(InstalledServer::isComplete)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "programs: no directory on the PATH or in /usr/lib/postgresql has all of "
                        + String.join(", ", PROGRAMS)
                        + "; name the one of the server's programs"));
  }

  private static boolean isComplete(Path directory) {
    return PROGRAMS.stream().allMatch(name -> Files.isExecutable(directory.resolve(name)));
  }

  private static Optional<String> version(Path dataDirectory) {
    try {
      return Optional.of(Files.readString(dataDirectory.resolve("PG_VERSION")).strip());
    } catch (IOException noData) {
      return Optional.empty();
    }
  }

  private static List<Path> newestFirst(Path parent, String versions) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, versions)) {
      entries.forEach(found::add);
    } catch (IOException noSuchPlace) {
      return List.of();
    }
    found.sort(Comparator.comparingInt(InstalledServer::major).reversed());
    return found.stream().map(entry -> entry.resolve("bin")).toList();
  }

  private static int major(Path entry) {
    String digits = entry.getFileName().toString().replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
  }
}
