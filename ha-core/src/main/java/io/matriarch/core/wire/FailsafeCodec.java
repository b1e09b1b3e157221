package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.NodeName;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The members that must agree in failsafe mode, with their REST addresses (contract §1.2). */
public final class FailsafeCodec {
  private FailsafeCodec() {}

  /** Empty for an absent (empty) or unreadable document; unreadable entries are left out. */
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
