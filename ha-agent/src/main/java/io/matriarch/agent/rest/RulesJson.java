package io.matriarch.agent.rest;

import io.matriarch.core.api.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of rules as a document; the same on every node of this version. */
final class RulesJson {
  private RulesJson() {}

  static byte[] body() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sections", Rules.table().stream().map(RulesJson::section).toList());
    return SpacedJson.bytes(json);
  }

  private static Map<String, Object> section(Rules.Section section) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", section.name());
    json.put("entered", section.entered());
    json.put("not_entered", section.notEntered());
    List<Map<String, Object>> rows = section.rows().stream().map(RulesJson::row).toList();
    json.put("rows", rows);
    return json;
  }

  private static Map<String, Object> row(Rules.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", row.id());
    json.put("title", row.title());
    json.put("needs", row.needs());
    json.put("unless", row.unless());
    return json;
  }
}
