package io.matriarch.core.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Merges one JSON object into another as every member of a mixed cluster does. */
public final class ConfigMerge {
  private ConfigMerge() {}

  /**
   * {@code null} removes a key, an object is merged into an object, anything else replaces, with
   * every {@code null} that is in it: a slot may be no more than its name. A value that reads the
   * same ({@code "2"} for {@code 2}) stays as it was written first. Neither argument is changed.
   *
   * @param into the document so far
   * @param patch what is to change in it
   * @return the document afterwards
   */
  public static Map<String, Object> merge(Map<String, Object> into, Map<String, Object> patch) {
    Map<String, Object> merged = new LinkedHashMap<>(into);
    patch.forEach((key, value) -> merge(merged, key, value));
    return merged;
  }

  private static void merge(Map<String, Object> merged, String key, Object value) {
    Object present = merged.get(key);
    if (value == null) {
      merged.remove(key);
    } else if (Json.asObject(value).isPresent() && Json.asObject(present).isPresent()) {
      merged.put(key, merge(Json.asObject(present).get(), Json.asObject(value).get()));
    } else if (present == null || !String.valueOf(present).equals(String.valueOf(value))) {
      merged.put(key, value);
    }
  }
}
