package io.matriarch.agent.rest;

import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.wire.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a node decided and did, as a document. */
final class JournalJson {
  private JournalJson() {}

  static byte[] body(NodeStatus status, List<JournalEntry> entries) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cluster", status.cluster().scope());
    json.put("node", status.name().value());
    json.put("entries", entries.stream().map(JournalJson::entry).toList());
    return SpacedJson.bytes(json);
  }

  private static Map<String, Object> entry(JournalEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", text(entry.wallClock()));
    json.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
    json.put("rule", entry.rule());
    json.put("text", entry.text());
    if (!entry.facts().isEmpty()) {
      json.put("facts", entry.facts());
    }
    return json;
  }

  static String text(Instant instant) {
    return Timestamps.text(instant.atOffset(ZoneOffset.UTC));
  }
}
