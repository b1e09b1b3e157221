package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs on this machine.
 *
 * @param directory where they are
 * @param version as the server tells it, e.g. {@code 15.18}
 */
public record ServerPrograms(Path directory, String version) {
  /** Names the directory, instead of a search. */
  public static final String ENVIRONMENT = "MATRIARCH_POSTGRES_BIN";

  private static final int OLDEST = 13;
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ((\\d+)[^ \\n]*)");

  /** The newest usable server in the usual places. Runs programs, hence blocks for a moment. */
  public static Optional<ServerPrograms> find() {
    String named = System.getenv(ENVIRONMENT);
    List<Path> places = named == null ? usualPlaces() : List.of(Path.of(named));
    return places.stream()
        .map(ServerPrograms::in)
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(ServerPrograms::major));
  }

  /** The programs in this directory, if there is a usable server with its tools. */
  public static Optional<ServerPrograms> in(Path directory) {
    if (!Files.isExecutable(directory.resolve("postgres"))
        || !Files.isExecutable(directory.resolve("pg_rewind"))) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(directory.resolve("postgres").toString(), "--version").start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      Matcher matcher = VERSION.matcher(said);
      return matcher.find() && Integer.parseInt(matcher.group(2)) >= OLDEST
          ? Optional.of(new ServerPrograms(directory, matcher.group(1)))
          : Optional.empty();
    } catch (IOException notUsable) {
      return Optional.empty();
    }
  }

  /** Major version. */
  public int major() {
    return Integer.parseInt(version.replaceFirst("\\D.*", ""));
  }

  /** Full path of a program. */
  public String path(String program) {
    return directory.resolve(program).toString();
  }

  private static List<Path> usualPlaces() {
    List<Path> places = new ArrayList<>();
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      places.add(Path.of(folder));
    }
    places.addAll(matching(Path.of("/usr/lib/postgresql"), "*"));
    places.addAll(matching(Path.of("/usr"), "pgsql-*"));
    places.add(Path.of("/usr/local/pgsql/bin"));
    return places;
  }

  private static List<Path> matching(Path parent, String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, glob)) {
      entries.forEach(entry -> found.add(entry.resolve("bin")));
    } catch (IOException noSuchPlace) {
      return List.of();
    }
    return found;
  }
}
