package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.NodeName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The members that must agree in failsafe mode, with their REST addresses. */
public final class FailsafeCodec {
  private FailsafeCodec() {}

  /**
   * {@return the value of the key}
   *
   * @param members names and the addresses of their APIs
   */
  public static String encode(SortedMap<NodeName, String> members) {
    Map<String, Object> fields = new LinkedHashMap<>();
    members.forEach((name, apiUrl) -> fields.put(name.value(), apiUrl));
    return Json.compact(fields);
  }

  /**
   * Empty for an absent (empty) or unreadable document; unreadable entries are left out.
   *
   * @param text value of the key
   * @return names and the addresses of their APIs
   */
  public static SortedMap<NodeName, String> decode(String text) {
    SortedMap<NodeName, String> members = new TreeMap<>();
    Json.object(text)
        .orElse(Map.of())
        .forEach(
            (name, apiUrl) -> {
              if (apiUrl instanceof String url) {
                Fields.name(name).ifPresent(node -> members.put(node, url));
              }
            });
    return members;
  }
}
