package io.matriarch.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads options of a program: a list of names and one-pair mappings, or one mapping. */
final class OptionsReader {
  private OptionsReader() {}

  /** {@code name} or {@code name=value}, without leading dashes. */
  static List<String> read(Section section, String key) throws ConfigException {
    Object value = section.value(key).orElse(List.of());
    List<String> options = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        options.add(option(section, key, entry));
      }
    } else if (value instanceof List<?> list) {
      for (Object entry : list) {
        if (entry instanceof Map<?, ?> pair && pair.size() == 1) {
          options.add(option(section, key, pair.entrySet().iterator().next()));
        } else if (entry instanceof String name) {
          options.add(withoutDashes(name));
        } else {
          throw section.wrong(key, "has an entry that is no option", "use - name: value");
        }
      }
    } else {
      throw section.wrong(key, "is not a list", "write one '- name: value' line per option");
    }
    return options;
  }

  private static String option(Section section, String key, Map.Entry<?, ?> entry)
      throws ConfigException {
    String name = withoutDashes(String.valueOf(entry.getKey()));
    Object value = entry.getValue();
    if (value == null || value.equals(true)) {
      return name;
    }
    if (value instanceof String || value instanceof Number) {
      return name + "=" + value;
    }
    throw section.wrong(key, "gives '" + name + "' no simple value", "use - name: value");
  }

  private static String withoutDashes(String name) {
    return name.replaceFirst("^--?", "");
  }
}
