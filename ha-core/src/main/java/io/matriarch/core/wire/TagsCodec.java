package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tags inside a member record. Types are kept: the text {@code "1"} stays text. */
final class TagsCodec {
  private static final Set<String> SILENT_IF_FALSE =
      Set.of("clonefrom", "nofailover", "noloadbalance", "nosync", "nostream");

  private TagsCodec() {}

  /** The published ones. */
  static Map<String, Object> encode(Tags tags) {
    Map<String, Object> published = new LinkedHashMap<>();
    tags.values()
        .forEach(
            (name, value) -> {
              if (isPublished(name, value, tags.values())) {
                published.put(name, value);
              }
            });
    return published;
  }

  static Tags decode(Object field) {
    Map<String, Object> values = new LinkedHashMap<>();
    Json.asObject(field)
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              if (value != null) {
                values.put(name, value);
              }
            });
    return new Tags(values);
  }

  private static boolean isPublished(String name, Object value, Map<String, Object> all) {
    if (!SILENT_IF_FALSE.contains(name) || !isFalse(value)) {
      return true;
    }
    // Only these two overrule a priority by being false, so here false says something.
    return name.equals("nofailover") && all.containsKey("failover_priority")
        || name.equals("nosync") && all.containsKey("sync_priority");
  }

  /** The text {@code "false"} does not count: other members publish it. */
  private static boolean isFalse(Object value) {
    return Boolean.FALSE.equals(value)
        || value instanceof Number number && number.doubleValue() == 0
        || "".equals(value);
  }
}
