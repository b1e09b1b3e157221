package io.matriarch.agent.rest;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ParameterChange;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.wire.MemberCodec;
import io.matriarch.core.wire.RoleNames;
import io.matriarch.core.wire.StateNames;
import io.matriarch.core.wire.StatusCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One situation in which another implementation's answers were recorded.
 *
 * @param fields as they stand in the file
 */
record Recorded(Map<String, Object> fields) {

  static Stream<Recorded> all(String resource) throws IOException {
    try (InputStream in = Recorded.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Json.array(text).orElseThrow().stream()
          .map(entry -> new Recorded(Json.asObject(entry).orElseThrow()));
    }
  }

  String text(String key) {
    return fields.getOrDefault(key, "").toString();
  }

  Map<String, Object> object(String key) {
    return Json.asObject(fields.get(key)).orElse(Map.of());
  }

  /** What our node would know in this situation, if it gave this status document. */
  Statuses status(String statusDocument) {
    Map<String, Object> body = Json.object(statusDocument).orElseThrow();
    Map<String, Object> log = Json.asObject(body.get("xlog")).orElse(Map.of());
    Statuses s = new Statuses();
    s.name = Json.asObject(body.get("patroni")).orElseThrow().get("name").toString();
    s.config = text("config");
    s.sync = text("sync");
    s.history = text("history");
    s.failover = text("failover");
    s.failsafe = text("failsafe");
    s.leader = text("leader");
    s.leading = s.leader.equals(s.name);
    s.writableUntil = s.leading ? MonoTime.MAX : MonoTime.MIN;
    s.optime = StatusCodec.decode(text("status"), "").position();
    s.state = StateNames.parse(body.get("state").toString());
    s.looked = s.state == RunState.RUNNING;
    s.role = RoleNames.parse(body.get("role").toString());
    s.reportedRole = s.role;
    boolean primary = s.role == Role.PRIMARY;
    s.received = number(log, primary ? "location" : "received_location");
    s.replayed = primary ? 0 : number(log, "replayed_location");
    s.timeline = number(body, "timeline");
    s.replicationState = body.getOrDefault("replication_state", "").toString();
    s.lastSeen = number(body, "dcs_last_seen");
    s.systemId = body.getOrDefault("database_system_identifier", "").toString();
    object("members").forEach((name, value) -> member(s, name, value.toString()));
    restarts(s, body);
    for (String key : List.of("postmaster_start_time", "server_version", "replication")) {
      if (body.containsKey(key)) {
        s.attributes.put(key, body.get(key));
      }
    }
    if (log.containsKey("replayed_timestamp")) {
      s.attributes.put("replayed_timestamp", log.get("replayed_timestamp"));
    }
    return s;
  }

  static void member(Statuses s, String name, String value) {
    s.members.put(NodeName.of(name), MemberCodec.decode(NodeName.of(name), value));
  }

  private static void restarts(Statuses s, Map<String, Object> body) {
    Json.asObject(body.get("pending_restart_reason"))
        .orElse(Map.of())
        .forEach(
            (name, change) -> {
              Map<String, Object> values = Json.asObject(change).orElseThrow();
              s.pendingRestart.put(
                  name,
                  new ParameterChange(
                      values.get("old_value").toString(), values.get("new_value").toString()));
            });
    if (body.containsKey("scheduled_restart")) {
      String member = Json.compact(Map.of("scheduled_restart", body.get("scheduled_restart")));
      s.scheduledRestart = MemberCodec.decode(NodeName.of(s.name), member).scheduledRestart();
    }
  }

  private static long number(Map<String, Object> object, String key) {
    return object.get(key) instanceof Number n ? n.longValue() : 0;
  }

  @Override
  public String toString() {
    return fields.containsKey("name") ? text("name") : text("state") + " " + text("node");
  }
}
