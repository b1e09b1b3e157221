package io.matriarch.agent.rest;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.StatusNow;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.wire.RestartCodec;
import io.matriarch.core.wire.RoleNames;
import io.matriarch.core.wire.StateNames;
import io.matriarch.core.wire.Versions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The status document, field by field in the order that its readers are used to. Rendered once per
 * snapshot: thread safe, and cheap for a load balancer that asks often.
 */
final class StatusJson {
  /** The fact that leading depends on a watchdog which cannot be used. */
  private static final String WATCHDOG_MISSING = "WATCHDOG_MISSING";

  private record Rendered(NodeStatus status, StatusNow.Trust trust, byte[] body) {}

  private final AtomicReference<Rendered> last = new AtomicReference<>();

  byte[] body(StatusNow at) {
    Rendered rendered = last.get();
    StatusNow.Trust trust = at.trust();
    if (rendered == null || rendered.status() != at.status() || rendered.trust() != trust) {
      rendered = new Rendered(at.status(), trust, SpacedJson.bytes(document(at)));
      last.set(rendered);
    }
    return rendered.body();
  }

  private static Map<String, Object> document(StatusNow at) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", StateNames.text(at.state()));
    Optional<ResourceReport> answering = at.answering();
    answering
        .flatMap(r -> StatusAttributes.value(r, StatusAttributes.POSTMASTER_START_TIME))
        .ifPresent(time -> json.put(StatusAttributes.POSTMASTER_START_TIME, time));
    json.put("role", RoleNames.text(at.role()));
    answering.ifPresent(report -> resource(json, at, report));
    cluster(json, at.status());
    at.status()
        .report()
        .flatMap(ResourceReport::systemId)
        .ifPresent(id -> json.put("database_system_identifier", id));
    answering.ifPresent(report -> pendingRestart(json, report));
    Map<String, Object> self = new LinkedHashMap<>();
    self.put("version", Versions.PROTOCOL);
    self.put("scope", at.status().cluster().scope());
    self.put("name", at.status().name().value());
    json.put("patroni", self);
    at.status()
        .scheduledRestart()
        .ifPresent(restart -> json.put("scheduled_restart", RestartCodec.withoutStart(restart)));
    if (at.status().why().facts().contains(WATCHDOG_MISSING)) {
      json.put("watchdog_failed", true);
    }
    return json;
  }

  private static void resource(Map<String, Object> json, StatusNow at, ResourceReport report) {
    StatusAttributes.value(report, StatusAttributes.SERVER_VERSION)
        .ifPresent(number -> json.put(StatusAttributes.SERVER_VERSION, number));
    boolean primary = report.role() == Role.PRIMARY;
    json.put("xlog", primary ? written(report) : received(report));
    if (!primary && SyncMembership.of(at.status()) != SyncMembership.NONE) {
      json.put(SyncMembership.of(at.status()).field(), true);
    }
    json.put(
        "timeline", report.position().map(Position::epoch).filter(epoch -> epoch > 0).orElse(null));
    report.replicationState().ifPresent(state -> json.put("replication_state", state));
    StatusAttributes.value(report, StatusAttributes.REPLICATION)
        .ifPresent(peers -> json.put(StatusAttributes.REPLICATION, peers));
  }

  private static Map<String, Object> written(ResourceReport report) {
    return Map.of("location", report.position().map(Position::offset).orElse(0L));
  }

  private static Map<String, Object> received(ResourceReport report) {
    Map<String, Object> xlog = new LinkedHashMap<>();
    xlog.put("received_location", StatusAttributes.received(report));
    xlog.put("replayed_location", report.replayed().orElse(0));
    xlog.put(
        StatusAttributes.REPLAYED_TIMESTAMP,
        StatusAttributes.value(report, StatusAttributes.REPLAYED_TIMESTAMP).orElse(null));
    xlog.put(
        "paused", StatusAttributes.value(report, StatusAttributes.REPLAY_PAUSED).orElse(false));
    return xlog;
  }

  private static void cluster(Map<String, Object> json, NodeStatus status) {
    if (status.config().paused()) {
      json.put("pause", true);
    }
    if (status.view().flatMap(view -> view.leader()).isEmpty()) {
      json.put("cluster_unlocked", true);
    }
    if (status.failsafeActive()) {
      json.put("failsafe_mode_is_active", true);
    }
    json.put("dcs_last_seen", status.storeLastSeen().map(Instant::getEpochSecond).orElse(0L));
    if (!status.tags().values().isEmpty()) {
      json.put("tags", status.tags().values());
    }
  }

  private static void pendingRestart(Map<String, Object> json, ResourceReport report) {
    if (!report.pendingRestart().isEmpty()) {
      json.put("pending_restart", true);
      json.put("pending_restart_reason", RestartCodec.reasons(report.pendingRestart()));
    }
  }
}
