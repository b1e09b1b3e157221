package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The value of a member key. */
public final class MemberCodec {
  private static final String NATIVE = "matriarch";

  private MemberCodec() {}

  /**
   * Fields without a value are left out; the order of the others is fixed.
   *
   * @param member the member
   * @return value of its key
   */
  public static String encode(MemberRecord member) {
    Map<String, Object> fields = new LinkedHashMap<>();
    putText(fields, "conn_url", member.connUrl());
    putText(fields, "api_url", member.apiUrl());
    fields.put("state", StateNames.text(member.state()));
    fields.put("role", RoleNames.text(member.role()));
    putText(fields, "version", member.version());
    putText(fields, "proxy_url", member.proxyUrl());
    if (member.checkpointPending()) {
      fields.put("checkpoint_after_promote", false);
    }
    Map<String, Object> tags = TagsCodec.encode(member.tags());
    if (!tags.isEmpty()) {
      fields.put("tags", tags);
    }
    putTrue(fields, "pending_restart", member.pendingRestart());
    if (!member.pendingRestartReason().isEmpty()) {
      fields.put("pending_restart_reason", RestartCodec.reasons(member.pendingRestartReason()));
    }
    putNumber(fields, "xlog_location", member.position());
    putNumber(fields, "replay_lsn", member.replayed());
    putNumber(fields, "receive_lsn", member.received());
    putText(fields, "replication_state", member.replicationState().orElse(""));
    putNumber(fields, "timeline", member.timeline());
    member
        .scheduledRestart()
        .ifPresent(restart -> fields.put("scheduled_restart", RestartCodec.encode(restart)));
    putTrue(fields, "pause", member.paused());
    if (member.native_()) {
      fields.put(NATIVE, Versions.OURS);
    }
    return Json.compact(fields);
  }

  /**
   * A value that cannot be read still makes a member: one of which nothing is known.
   *
   * @param name which member's key it is
   * @param text value of the key
   * @return the member
   */
  public static MemberRecord decode(NodeName name, String text) {
    Map<String, Object> fields =
        MemberAddress.isLegacy(text)
            ? MemberAddress.legacyFields(text)
            : Json.object(text).orElse(Map.of());
    return new MemberRecord(
        name,
        MemberAddress.connUrl(fields),
        MemberAddress.withoutCredentials(Fields.text(fields.get("api_url"))),
        StateNames.parse(Fields.text(fields.get("state"))),
        RoleNames.parse(Fields.text(fields.get("role"))),
        Fields.text(fields.get("version")),
        TagsCodec.decode(fields.get("tags")),
        Fields.number(fields.get("xlog_location"), 0),
        Fields.number(fields.get("receive_lsn"), 0),
        Fields.number(fields.get("replay_lsn"), 0),
        Optional.of(Fields.text(fields.get("replication_state"))).filter(s -> !s.isEmpty()),
        Fields.number(fields.get("timeline"), 1),
        Values.bool(fields.get("checkpoint_after_promote")).equals(Optional.of(false)),
        Values.bool(fields.get("pending_restart")).orElse(false),
        RestartCodec.reasons(fields.get("pending_restart_reason")),
        RestartCodec.decode(fields.get("scheduled_restart")),
        MemberAddress.withoutCredentials(Fields.text(fields.get("proxy_url"))),
        Values.bool(fields.get("pause")).orElse(false),
        fields.containsKey(NATIVE));
  }

  private static void putText(Map<String, Object> fields, String key, String value) {
    if (!value.isEmpty()) {
      fields.put(key, value);
    }
  }

  private static void putTrue(Map<String, Object> fields, String key, boolean value) {
    if (value) {
      fields.put(key, true);
    }
  }

  private static void putNumber(Map<String, Object> fields, String key, OptionalLong value) {
    if (value.isPresent()) {
      fields.put(key, value.getAsLong());
    }
  }
}
