package io.matriarch.testkit.sim.shrink;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The settings of a case's file, with where they stand. */
final class Settings {
  private final String file;
  private final Map<String, Setting> all = new HashMap<>();

  private record Setting(int line, String value) {}

  Settings(String file) {
    this.file = file;
  }

  void take(int line, String[] words) {
    if (words.length != 2) {
      throw new IllegalArgumentException(
          "%s:%d: '%s' is no setting; write its name and its value"
              .formatted(file, line, String.join(" ", words)));
    }
    all.put(words[0], new Setting(line, words[1]));
  }

  boolean has(String key) {
    return all.containsKey(key);
  }

  <T> T get(String key, Function<String, T> read) {
    Setting setting = all.get(key);
    if (setting == null) {
      throw new IllegalArgumentException("%s: there is no '%s'".formatted(file, key));
    }
    try {
      return read.apply(setting.value());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s:%d: bad value '%s' for %s".formatted(file, setting.line(), setting.value(), key), e);
    }
  }
}
