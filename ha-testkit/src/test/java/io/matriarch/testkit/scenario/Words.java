package io.matriarch.testkit.scenario;

import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One command line taken apart.
 *
 * @param line the whole line
 * @param all its words, the command itself first
 */
record Words(String line, List<String> all) {

  static Words of(String line) {
    return new Words(line, List.of(line.strip().split("\\s+")));
  }

  String command() {
    return all.get(0);
  }

  String get(int index) {
    if (index >= all.size()) {
      throw new IllegalArgumentException("'" + line + "': word " + index + " is missing");
    }
    return all.get(index);
  }

  boolean has(String word) {
    return all.subList(1, all.size()).contains(word);
  }

  /** The word after the given one. */
  Optional<String> after(String word) {
    int index = all.indexOf(word);
    return index < 0 ? Optional.empty() : Optional.of(get(index + 1));
  }

  /** Everything from this word on, as it stands in the line. */
  String from(int index) {
    String rest = line.strip();
    for (int i = 0; i < index; i++) {
      rest = rest.substring(Math.min(rest.length(), get(i).length())).stripLeading();
    }
    return rest;
  }

  NodeName name(int index) {
    return NodeName.of(get(index));
  }

  /** The first word that looks like {@code 3:0/5000060}. */
  Optional<Position> position() {
    return all.stream()
        .filter(word -> word.matches("\\d+:\\w+/\\w+"))
        .map(Words::position)
        .findFirst();
  }

  static Position position(String word) {
    String[] parts = word.split(":");
    return new Position(Long.parseLong(parts[0]), Lsn.parse(parts[1]).bytes());
  }

  static Duration duration(String word) {
    if (word.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(word.replace("ms", "")));
    }
    if (word.endsWith("m")) {
      return Duration.ofMinutes(Long.parseLong(word.replace("m", "")));
    }
    if (word.endsWith("s")) {
      return Duration.ofMillis(Math.round(Double.parseDouble(word.replace("s", "")) * 1000));
    }
    throw new IllegalArgumentException("'" + word + "' is not a duration like 5m, 10s or 100ms");
  }
}
