package io.matriarch.agent.rest;

import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.ScheduledRestart;
import io.matriarch.core.wire.RestartCodec;
import io.matriarch.core.wire.StateNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One member of the cluster document, field by field in the order readers are used to. */
final class MemberJson {
  private static final String UNKNOWN = "unknown";

  private MemberJson() {}

  static Map<String, Object> leader(MemberRecord member, String role) {
    return common(member, role, StateNames.text(member.state()));
  }

  /**
   * @param leaderPosition the last one that the leader published
   */
  static Map<String, Object> follower(MemberRecord member, String role, long leaderPosition) {
    String state = member.replicationState().orElseGet(() -> StateNames.text(member.state()));
    Map<String, Object> json = common(member, role, state);
    lag(json, "receive_", member.received(), leaderPosition);
    lag(json, "replay_", member.replayed(), leaderPosition);
    lag(json, "", member.position(), leaderPosition);
    return json;
  }

  private static Map<String, Object> common(MemberRecord member, String role, String state) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", member.name().value());
    json.put("role", role);
    json.put("state", state);
    json.put("api_url", member.apiUrl().isEmpty() ? null : member.apiUrl());
    Optional<ReplicationSource> server = member.asSource();
    server.ifPresent(address -> json.put("host", address.host()));
    server.ifPresent(address -> json.put("port", address.port()));
    member.timeline().ifPresent(timeline -> json.put("timeline", timeline));
    if (member.pendingRestart()) {
      json.put("pending_restart", true);
    }
    if (!member.pendingRestartReason().isEmpty()) {
      json.put("pending_restart_reason", RestartCodec.reasons(member.pendingRestartReason()));
    }
    member
        .scheduledRestart()
        .ifPresent(restart -> json.put("scheduled_restart", scheduled(restart)));
    if (!member.tags().values().isEmpty()) {
      json.put("tags", member.tags().values());
    }
    return json;
  }

  private static Map<String, Object> scheduled(ScheduledRestart restart) {
    Map<String, Object> json = new LinkedHashMap<>(RestartCodec.withoutStart(restart));
    restart.startedAt().ifPresent(text -> json.put("postmaster_start_time", text));
    return json;
  }

  private static void lag(
      Map<String, Object> json, String prefix, OptionalLong position, long leaderPosition) {
    if (position.isPresent()) {
      json.put(prefix + "lag", Math.max(0, leaderPosition - position.getAsLong()));
      json.put(prefix + "lsn", new Lsn(position.getAsLong()).toString());
    } else {
      json.put(prefix + "lsn", UNKNOWN);
      json.put(prefix + "lag", UNKNOWN);
    }
  }
}
