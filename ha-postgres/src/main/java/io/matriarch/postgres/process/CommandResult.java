package io.matriarch.postgres.process;

import java.util.List;
import java.util.Map;
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

  /** The line that says most about a failure: the last error, else the last line. */
  public String complaint() {
    List<String> lines = output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String found = lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1);
    for (String line : lines) {
      if (line.contains("error:") || line.contains("FATAL:") || line.contains("fatal:")) {
        found = line;
      }
    }
    return found;
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
