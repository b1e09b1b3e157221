package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.policy.FactSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One scenario file.
 *
 * @param path where it stands
 * @param text what stands there
 */
public record Scenario(Path path, String text) {
  private static final String OUTPUT = "  | ";
  private static final String ROWS = "# rows:";

  /**
   * What playing a scenario led to.
   *
   * @param text the file as it should be
   * @param fired ids of all rows that decided something
   * @param situations facts that held together in decisions
   */
  record Played(String text, Set<String> fired, Set<FactSet> situations) {}

  /** All scenario files below a folder, in order of their names. */
  public static List<Scenario> allIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Scenario> all = new ArrayList<>();
      for (Path path : files.filter(p -> p.toString().endsWith(".scenario")).sorted().toList()) {
        all.add(new Scenario(path, Files.readString(path)));
      }
      return all;
    }
  }

  public String name() {
    return path.getFileName().toString();
  }

  /** The rows it says it is about. */
  public Set<String> rows() {
    Set<String> rows = new TreeSet<>();
    text.lines()
        .filter(line -> line.startsWith(ROWS))
        .flatMap(line -> Arrays.stream(line.substring(ROWS.length()).strip().split("\\s+")))
        .forEach(rows::add);
    return rows;
  }

  Played play() {
    Stage stage = new Stage();
    StringBuilder played = new StringBuilder();
    text.lines()
        .filter(line -> !line.startsWith(OUTPUT.stripTrailing()))
        .forEach(
            line -> {
              played.append(line).append('\n');
              if (!line.isBlank() && !line.startsWith("#")) {
                run(stage, line, played);
              }
              stage.narrator.take().forEach(l -> played.append(OUTPUT).append(l).append('\n'));
            });
    return new Played(played.toString(), Set.copyOf(stage.fired), Set.copyOf(stage.situations));
  }

  private static void run(Stage stage, String line, StringBuilder played) {
    try {
      Commands.run(stage, line);
    } catch (RuntimeException e) {
      stage.narrator.take().forEach(l -> played.append(OUTPUT).append(l).append('\n'));
      throw new IllegalStateException("cannot play:\n" + played, e);
    }
  }
}
