package io.matriarch.agent.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads what is passed to an operator's command as {@code --key=value}. */
final class ScriptOptions {
  private ScriptOptions() {}

  /**
   * Booleans are written as the commands that exist have always got them.
   *
   * @param except keys that are no options
   */
  static Map<String, String> read(Section section, Set<String> except) throws ConfigException {
    Map<String, String> options = new LinkedHashMap<>();
    for (String key : section.keys()) {
      if (!except.contains(key)) {
        String text = section.text(key).orElseThrow();
        boolean flag = section.value(key).orElseThrow() instanceof Boolean;
        options.put(key, flag ? (text.equals("on") ? "True" : "False") : text);
      }
    }
    return options;
  }
}
