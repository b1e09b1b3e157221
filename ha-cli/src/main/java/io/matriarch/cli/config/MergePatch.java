package io.matriarch.cli.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Merges one document into another: {@code null} removes, maps merge, all else replaces as it is.
 */
public final class MergePatch {
  private MergePatch() {}

  /** Neither document is changed. */
  public static Map<String, Object> apply(Map<String, Object> document, Map<String, Object> patch) {
    Map<String, Object> result = new LinkedHashMap<>(document);
    patch.forEach(
        (key, value) -> {
          if (value == null) {
            result.remove(key);
          } else {
            result.put(key, merged(result.get(key), value));
          }
        });
    return result;
  }

  @SuppressWarnings("unchecked") // keys of documents are text
  private static Object merged(Object old, Object value) {
    return value instanceof Map<?, ?> inner && old instanceof Map<?, ?> before
        ? apply((Map<String, Object>) before, (Map<String, Object>) inner)
        : value;
  }
}
