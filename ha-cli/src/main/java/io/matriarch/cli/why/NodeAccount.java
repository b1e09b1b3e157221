package io.matriarch.cli.why;

import io.matriarch.core.config.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one node says of itself.
 *
 * @param node its name
 * @param silence why it says nothing; absent: it does
 * @param explain its last decision
 * @param journal what it did last, the oldest first
 * @param failover the last change of leader that it knows of; empty if it knows of none
 */
public record NodeAccount(
    String node,
    Optional<String> silence,
    Map<String, Object> explain,
    List<Map<String, Object>> journal,
    Map<String, Object> failover) {

  static NodeAccount silent(String node, String why) {
    return new NodeAccount(node, Optional.of(why), Map.of(), List.of(), Map.of());
  }

  static NodeAccount of(
      String node,
      Map<String, Object> explain,
      Map<String, Object> journal,
      Map<String, Object> failover) {
    return new NodeAccount(
        node, Optional.empty(), explain, objects(journal.get("entries")), failover);
  }

  /** The steps of the last change of leader. */
  List<Map<String, Object>> phases() {
    return objects(failover.get("phases"));
  }

  /** For programs. */
  public Map<String, Object> document() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("node", node);
    if (silence.isPresent()) {
      json.put("error", silence.get());
    } else {
      json.put("explain", explain);
      json.put("journal", journal);
      json.put("failover", failover);
    }
    return json;
  }

  private static List<Map<String, Object>> objects(Object value) {
    return Json.asArray(value).orElse(List.of()).stream()
        .map(item -> Json.asObject(item).orElse(Map.of()))
        .toList();
  }
}
