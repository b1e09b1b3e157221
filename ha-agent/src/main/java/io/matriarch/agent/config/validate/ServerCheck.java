package io.matriarch.agent.config.validate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of the server, and what already is in its data directory. */
final class ServerCheck {
  private static final List<String> PROGRAMS =
      List.of("pg_ctl", "initdb", "pg_controldata", "pg_basebackup", "postgres", "pg_isready");
  private static final Pattern VERSION = Pattern.compile("(\\d+)(\\.\\d+)*");
  private static final int PATIENCE_SECONDS = 5;
  private static final int TWO_PART_UNTIL = 10;

  private final Tree tree;
  private final List<Problem> problems = new ArrayList<>();

  private ServerCheck(Tree tree) {
    this.tree = tree;
  }

  static List<Problem> problems(Tree tree) {
    ServerCheck check = new ServerCheck(tree);
    check.programs();
    check.dataDirectory();
    check.passFile();
    return check.problems;
  }

  private void programs() {
    Object binDir = tree.text("postgresql.bin_dir").orElse(null);
    for (String program : PROGRAMS) {
      String name = name(program);
      if (find(name).isEmpty()) {
        String where = binDir == null ? "is missing, and the PATH has no" : "has no";
        problems.add(
            new Problem(
                "postgresql.bin_dir",
                binDir,
                where + " program '" + name + "'; name the directory of the server's programs"));
      }
    }
  }

  private void dataDirectory() {
    Optional<String> text = tree.text("postgresql.data_dir");
    if (text.isEmpty() || !Files.exists(Path.of(text.get()))) {
      return;
    }
    Path directory = Path.of(text.get());
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        filled(directory);
      }
    } catch (IOException | RuntimeException e) {
      wrongData(directory, "is not a directory that can be read; name one, or a new one");
    }
  }

  private void filled(Path directory) throws IOException {
    Path version = directory.resolve("PG_VERSION");
    boolean wal =
        Files.isDirectory(directory.resolve("pg_wal"))
            || Files.isDirectory(directory.resolve("pg_xlog"));
    if (!Files.exists(version) || !wal) {
      wrongData(directory, "has files in it, but not those of a server; name another directory");
      return;
    }
    String theirs = Files.readString(version).strip();
    Optional<String> ours = major();
    if (ours.isPresent() && !ours.get().equals(theirs)) {
      wrongData(
          directory,
          "holds data of version %s, but the programs are of version %s; choose the right bin_dir"
              .formatted(theirs, ours.get()));
    }
  }

  private void wrongData(Path directory, String message) {
    problems.add(new Problem("postgresql.data_dir", directory.toString(), message));
  }

  private void passFile() {
    tree.text("postgresql.pgpass")
        .filter(text -> Files.isDirectory(Path.of(text)))
        .ifPresent(
            text ->
                problems.add(
                    new Problem("postgresql.pgpass", text, "is a directory; name a file")));
  }

  /** Version of the programs as it stands in a data directory; empty if they do not tell. */
  private Optional<String> major() {
    Optional<Path> postgres = find(name("postgres"));
    if (postgres.isEmpty()) {
      return Optional.empty();
    }
    try {
      ProcessBuilder command =
          new ProcessBuilder(postgres.get().toString(), "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      // Our own settings may hold secrets.
      command.environment().keySet().removeIf(name -> name.startsWith("PATRONI_"));
      Process process = command.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      Matcher matcher = VERSION.matcher(new String(process.getInputStream().readAllBytes()));
      if (!matcher.find()) {
        return Optional.empty();
      }
      boolean twoParts = Integer.parseInt(matcher.group(1)) < TWO_PART_UNTIL;
      String whole = matcher.group();
      return Optional.of(twoParts ? whole.replaceFirst("\\.\\d+$", "") : matcher.group(1));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private String name(String program) {
    return tree.text("postgresql.bin_name." + program).orElse(program);
  }

  private Optional<Path> find(String name) {
    String directories =
        tree.text("postgresql.bin_dir").orElseGet(() -> System.getenv().getOrDefault("PATH", ""));
    return Arrays.stream(directories.split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
