package io.matriarch.core.model;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a member publishes about itself. Addresses never contain credentials.
 *
 * @param name key of the record
 * @param connUrl address for clients and replicas, e.g. {@code postgres://host:5432/postgres} or
 *     {@code log://host:7000}; empty if not published
 * @param apiUrl address of the member's REST API; empty if not published
 * @param state life-cycle state
 * @param role role
 * @param version version of the agent's protocol, dotted integers
 * @param tags effective tags
 * @param position own position: written on a primary, the further of received and replayed on a
 *     replica
 * @param received position received from the source, on replicas
 * @param replayed position replayed, on replicas
 * @param replicationState {@code streaming}, {@code in archive recovery}, or the resource's own
 *     word; if known
 * @param timeline current branch of history; empty if unknown
 * @param checkpointPending true while a new primary has not written its first checkpoint, so that a
 *     rewind against it must wait
 * @param pendingRestart a changed parameter waits for a restart
 * @param pendingRestartReason which ones, by name; may be empty although something waits
 * @param scheduledRestart a restart that waits for its time
 * @param proxyUrl address of a connection pool in front of the member; empty if not published
 * @param paused the member sees the cluster paused
 * @param native_ true if the member is one of ours rather than another implementation
 */
public record MemberRecord(
    NodeName name,
    String connUrl,
    String apiUrl,
    RunState state,
    Role role,
    String version,
    Tags tags,
    OptionalLong position,
    OptionalLong received,
    OptionalLong replayed,
    Optional<String> replicationState,
    OptionalLong timeline,
    boolean checkpointPending,
    boolean pendingRestart,
    SortedMap<String, ParameterChange> pendingRestartReason,
    Optional<ScheduledRestart> scheduledRestart,
    String proxyUrl,
    boolean paused,
    boolean native_) {

  /** Keeps copies. */
  public MemberRecord {
    pendingRestartReason =
        pendingRestartReason.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(pendingRestartReason));
  }

  /**
   * {@return a member of which no more is known than where it can be asked}
   *
   * @param name its name
   * @param apiUrl its address
   */
  public static MemberRecord addressOnly(NodeName name, String apiUrl) {
    return new MemberRecord(
        name,
        "",
        apiUrl,
        RunState.STOPPED,
        Role.UNINITIALIZED,
        "",
        Tags.NONE,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        false,
        new TreeMap<>(),
        Optional.empty(),
        "",
        false,
        false);
  }

  /** {@return the member as a source of replication, if it published where to reach it} */
  public Optional<ReplicationSource> asSource() {
    return ReplicationSource.fromConnUrl(name, connUrl);
  }
}
