package io.matriarch.agent.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Keys that promise something this version does not do. Going on without it would break the promise
 * silently, so the node refuses to start.
 */
final class RefusedKeys {

  /**
   * @param key name, in dots
   * @param consequence what would happen if it were ignored
   */
  private record Refusal(String key, String consequence) {}

  private static final List<Refusal> TABLE =
      List.of(new Refusal("citus", "the node would not act as part of a Citus cluster"));

  private RefusedKeys() {}

  /**
   * @throws ConfigException naming the first key that must not be ignored
   */
  static void check(Document document) throws ConfigException {
    for (Refusal refusal : TABLE) {
      refuse(document, refusal);
    }
  }

  /** True for a key that is looked at here; with a value that asks for nothing it is harmless. */
  static boolean covers(String key) {
    return TABLE.stream().anyMatch(refusal -> refusal.key().equals(key));
  }

  private static void refuse(Document document, Refusal refusal) throws ConfigException {
    Object value = find(document.values(), refusal.key());
    if (value != null && !isEmpty(value)) {
      throw new ConfigException(
          ("%s: %s: %sis not supported by this version, and without it %s;"
                  + " remove the key to accept that")
              .formatted(
                  document.place(refusal.key()),
                  refusal.key(),
                  Shown.quoted(refusal.key(), value),
                  refusal.consequence()));
    }
  }

  private static Object find(Object node, String path) {
    for (String step : path.split("\\.")) {
      node = node instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return node;
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Collection<?> c && c.isEmpty()
        || value instanceof Map<?, ?> m && m.isEmpty()
        || value.toString().isEmpty();
  }
}
