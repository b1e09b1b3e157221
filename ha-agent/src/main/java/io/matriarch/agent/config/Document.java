package io.matriarch.agent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A node's whole local configuration before it is checked, whatever it was put together from. Holds
 * secrets, therefore it is not printed.
 */
public final class Document {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Places places;
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param place of what no part says, e.g. the file's name
   */
  Document(String place) {
    places = new Places(place);
  }

  static Document of(String place, Map<String, Object> values) {
    Document document = new Document(place);
    document.values.putAll(values);
    return document;
  }

  /** Plain maps, lists, text, numbers and booleans, in order. */
  public Map<String, Object> values() {
    return values;
  }

  /** The file or the variable that a key came from; for a missing one, its section's. */
  public String place(String path) {
    return places.of(path);
  }

  /**
   * All of it as YAML.
   *
   * @param secrets whether passwords and the like are shown, rather than stars
   */
  public String toYaml(boolean secrets) {
    Map<String, Object> shown = new LinkedHashMap<>();
    values.forEach((key, value) -> shown.put(key, secrets ? value : Shown.masked(key, value)));
    return YamlFile.write(shown);
  }

  Places places() {
    return places;
  }

  /** About the sources themselves, one line each. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  void warn(String line) {
    warnings.add(line);
  }

  /** Lays another part over this one: mappings are merged, {@code null} removes. */
  void merge(Map<?, ?> part, String place) {
    merge(values, part, "", (path, isMapping) -> places.put(path, place));
  }

  /** Sets one value over whatever is there; mappings are merged. */
  void set(List<String> path, Object value, String place) {
    Object nested = value;
    for (int i = path.size() - 1; i >= 0; i--) {
      nested = Map.of(path.get(i), nested);
    }
    merge(
        values,
        (Map<?, ?>) nested,
        "",
        (key, isMapping) -> {
          if (!isMapping || key.equals(String.join(".", path))) {
            places.put(key, place);
          }
        });
  }

  private static void merge(
      Map<String, Object> target, Map<?, ?> part, String above, BiConsumer<String, Boolean> seen) {
    for (Map.Entry<?, ?> entry : part.entrySet()) {
      String key = String.valueOf(entry.getKey());
      String path = above.isEmpty() ? key : above + "." + key;
      Object value = entry.getValue();
      if (value == null) {
        target.remove(key);
      } else if (value instanceof Map<?, ?> map) {
        seen.accept(path, true);
        Map<String, Object> below =
            target.get(key) instanceof Map<?, ?> old
                ? YamlFile.stringKeys(old)
                : new LinkedHashMap<>();
        merge(below, map, path, seen);
        target.put(key, below);
      } else {
        seen.accept(path, false);
        target.put(key, value);
      }
    }
  }
}
