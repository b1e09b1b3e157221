package io.matriarch.postgres.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a finished program left.
 *
 * @param exitCode 0 by convention if it succeeded
 * @param output its output and error output, the last part of it if it was long
 */
public record CommandResult(int exitCode, String output) {

  public boolean succeeded() {
    return exitCode == 0;
  }

  /**
   * The line that says most about a failure: that the disk is full, whatever follows from it; else
   * the last error, else the last line that is no advice.
   */
  public String complaint() {
    List<String> lines =
        output.lines().map(String::strip).filter(l -> !l.isEmpty() && !isAdvice(l)).toList();
    Optional<String> full = lines.stream().filter(CommandResult::tellsOfAFullDisk).findFirst();
    if (full.isPresent()) {
      return full.get();
    }
    String found = lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1);
    for (String line : lines) {
      if (line.contains("error:") || line.contains("FATAL:") || line.contains("fatal:")) {
        found = line;
      }
    }
    return found;
  }

  /** PostgreSQL's programs speak English here. */
  public static boolean tellsOfAFullDisk(String line) {
    return line.contains("No space left on device") || line.contains("Disk quota exceeded");
  }

  private static boolean isAdvice(String line) {
    return line.contains("hint: ") || line.startsWith("Try \"");
  }

  /** The output as {@code key: value} lines. */
  public Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    output
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                fields.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
              }
            });
    return fields;
  }
}
