package io.matriarch.core.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a member publishes about itself (contract §1.3). Addresses never contain credentials.
 *
 * @param name key of the record
 * @param connUrl address for clients and replicas, e.g. {@code postgres://host:5432/postgres};
 *     empty if not published
 * @param apiUrl address of the member's REST API; empty if not published
 * @param state life-cycle state
 * @param role role
 * @param version version of the agent's protocol, dotted integers
 * @param tags effective tags
 * @param position own position: written on a primary, the further of received and replayed on a
 *     replica
 * @param received position received from the source, on replicas
 * @param replayed position replayed, on replicas
 * @param replicationState {@code streaming} or {@code in archive recovery}, if known
 * @param timeline current branch of history; empty if unknown
 * @param checkpointPending true while a new primary has not written its first checkpoint, so that a
 *     rewind against it must wait
 * @param pendingRestart a changed parameter waits for a restart
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
    boolean paused,
    boolean native_) {

  /** The member as a source of replication, if it published where to reach it. */
  public Optional<ReplicationSource> asSource() {
    return ReplicationSource.fromConnUrl(name, connUrl);
  }
}
