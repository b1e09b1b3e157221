package io.matriarch.agent.rest;

import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last change of leader as a document; with nulls if the node knows of none. */
final class FailoverJson {
  private FailoverJson() {}

  static byte[] body(NodeStatus status, List<JournalEntry> journal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cluster", status.cluster().scope());
    json.put("node", status.name().value());
    Optional<FailoverReport> report = FailoverReport.of(status.name(), journal);
    json.put("old_leader", report.flatMap(FailoverReport::oldLeader).orElse(null));
    json.put("new_leader", report.flatMap(FailoverReport::newLeader).orElse(null));
    json.put("complete", report.map(FailoverReport::complete).orElse(null));
    json.put("total_ms", report.map(FailoverReport::total).map(Duration::toMillis).orElse(null));
    json.put("phases", report.map(FailoverJson::phases).orElse(List.of()));
    return SpacedJson.bytes(json);
  }

  private static List<Map<String, Object>> phases(FailoverReport report) {
    List<Map<String, Object>> phases = new ArrayList<>();
    Duration before = Duration.ZERO;
    for (FailoverReport.Step step : report.steps()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("phase", step.phase().text());
      json.put("at", JournalJson.text(step.entry().wallClock()));
      json.put("ms", step.after().toMillis());
      json.put("since_previous_ms", step.after().minus(before).toMillis());
      json.put("rule", step.entry().rule());
      json.put("text", step.entry().text());
      json.put("times", step.times());
      phases.add(json);
      before = step.after();
    }
    return phases;
  }
}
