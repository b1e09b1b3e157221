package io.matriarch.agent.rest;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.StatusNow;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.wire.FailsafeCodec;
import io.matriarch.core.wire.Versions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What there is to measure of a node, under the names that dashboards know. */
final class Metrics {
  private final StatusNow at;
  private final NodeStatus status;
  private final Optional<ResourceReport> answering;
  private final boolean replica;
  private final boolean primary;
  private final MetricsText text;

  private Metrics(StatusNow at) {
    this.at = at;
    this.status = at.status();
    this.answering = at.answering();
    this.primary = at.role() == Role.PRIMARY;
    this.replica = at.role() == Role.REPLICA;
    this.text = new MetricsText(status.cluster().scope(), status.name().value());
  }

  /**
   * @param lastView what the store said last
   */
  static String text(StatusNow at, Optional<ClusterView> lastView) {
    Metrics metrics = new Metrics(at);
    metrics.server();
    metrics.replication();
    metrics.cluster(lastView);
    metrics.node();
    return metrics.text.toString();
  }

  private void server() {
    text.gauge("version", "Level of the protocol, two digits for each of its numbers.", version());
    text.flag("postgres_running", "1 if the server runs.", at.state() == RunState.RUNNING);
    text.gauge(
        "postmaster_start_time",
        "When the server was started, in seconds since the epoch; 0 if unknown.",
        EpochSeconds.of(attribute(StatusAttributes.POSTMASTER_START_TIME)));
    text.flag("primary", "1 if this node's server is the primary.", primary);
    text.counter(
        "xlog_location",
        "Position of the log on a primary, in bytes; else 0.",
        answering
            .filter(report -> report.role() == Role.PRIMARY)
            .flatMap(ResourceReport::position)
            .map(Position::offset)
            .orElse(0L));
    text.flag(
        "standby_leader",
        "1 if this node leads a standby cluster.",
        at.role() == Role.STANDBY_LEADER);
    text.flag("replica", "1 if this node is a replica.", replica);
  }

  private void replication() {
    SyncMembership sync = SyncMembership.of(status);
    text.flag("sync_standby", "1 on a synchronous standby.", sync == SyncMembership.SYNC);
    text.flag(
        "quorum_standby",
        "1 on a standby that is part of the quorum.",
        sync == SyncMembership.QUORUM);
    text.counter(
        "xlog_received_location",
        "Position up to which a replica has received the log, in bytes; else 0.",
        standby(StatusAttributes::received));
    text.counter(
        "xlog_replayed_location",
        "Position up to which a replica has replayed the log, in bytes; else 0.",
        standby(report -> report.replayed().orElse(0)));
    text.gauge(
        "xlog_replayed_timestamp",
        "Time of the last transaction that a replica replayed, in seconds since the epoch; else 0.",
        EpochSeconds.of(attribute(StatusAttributes.REPLAYED_TIMESTAMP)));
    text.flag(
        "xlog_paused",
        "1 if a replica's replay is paused.",
        attribute(StatusAttributes.REPLAY_PAUSED).filter(Boolean.TRUE::equals).isPresent());
    if (answering.isPresent()) {
      text.flag("postgres_streaming", "1 if a replica streams.", replicates("streaming"));
      text.flag(
          "postgres_in_archive_recovery",
          "1 if a replica reads the log from its archive.",
          replicates("in archive recovery"));
    }
    text.gauge(
        "postgres_server_version",
        "Version of the server as one number; 0 if unknown.",
        attribute(StatusAttributes.SERVER_VERSION).map(Object::toString).orElse("0"));
  }

  private void cluster(Optional<ClusterView> lastView) {
    text.flag(
        "cluster_unlocked",
        "1 if nobody leads, as far as this node knows.",
        status.view().flatMap(ClusterView::leader).isEmpty());
    text.flag(
        "failsafe_mode_is_active",
        "1 while the cluster goes on without its store.",
        status.failsafeActive());
    text.flag("failsafe_mode_enabled", "1 if it may do that.", status.config().failsafeMode());
    text.flag(
        "failsafe_member",
        "1 if this node's consent is needed for it.",
        lastView
            .flatMap(ClusterView::failsafe)
            .map(members -> FailsafeCodec.decode(members).containsKey(status.name()))
            .orElse(false));
    text.gauge(
        "postgres_timeline",
        "Timeline of the server; 0 if unknown.",
        answering.flatMap(ResourceReport::position).map(Position::epoch).orElse(0L));
    text.gauge(
        "dcs_last_seen",
        "When the store was read last, in seconds since the epoch.",
        status.storeLastSeen().map(Instant::getEpochSecond).orElse(0L));
  }

  private void node() {
    text.flag(
        "pending_restart",
        "1 if a changed setting waits for a restart.",
        answering.filter(report -> !report.pendingRestart().isEmpty()).isPresent());
    text.flag("is_paused", "1 if the cluster is paused.", status.config().paused());
    text.gauge(
        "postgres_state",
        "State of the server as a number.",
        StateIndex.VALUES,
        StateIndex.of(at.state()));
    text.gauge(
        "failover_priority", "How much this node is preferred as a leader; 0: never.", priority());
  }

  private static String version() {
    return Arrays.stream(Versions.PROTOCOL.split("\\."))
        .map(number -> number.length() < 2 ? "0" + number : number)
        .collect(Collectors.joining());
  }

  private long standby(Function<ResourceReport, Long> position) {
    return answering.filter(report -> report.role() != Role.PRIMARY).map(position).orElse(0L);
  }

  private boolean replicates(String how) {
    return at.replicationState().filter(how::equals).isPresent();
  }

  private Optional<Object> attribute(String name) {
    return answering.flatMap(report -> StatusAttributes.value(report, name));
  }

  private long priority() {
    Tags tags = status.tags();
    boolean never = tags.values().containsKey("nofailover") && tags.nofailover();
    OptionalLong given = Values.integer(tags.values().getOrDefault("failover_priority", 1), "");
    return never ? 0 : given.orElse(1);
  }
}
