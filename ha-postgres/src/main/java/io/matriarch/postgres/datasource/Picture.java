package io.matriarch.postgres.datasource;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one look at a cluster showed.
 *
 * @param sentAt immediately before the question was sent
 * @param leader who leads
 * @param confirmed the leader holds its right to lead, as far as the one asked can tell; else
 *     others only say that it does
 * @param replicas running ones that may be read from
 * @param position the leader's last published one
 * @param ttl how long leadership outlives its last renewal
 */
record Picture(
    MonoTime sentAt,
    Optional<Leader> leader,
    boolean confirmed,
    List<Replica> replicas,
    OptionalLong position,
    Optional<Duration> ttl) {

  Picture {
    replicas = List.copyOf(replicas);
  }

  /**
   * A leader.
   *
   * @param term what tells its leadership from an earlier one of the same member
   * @param server where it is reached, if it says so
   */
  record Leader(NodeName name, String term, Optional<ReplicationSource> server) {}

  /**
   * A replica.
   *
   * @param lag in bytes, as it was published; empty if unknown
   */
  record Replica(ReplicationSource server, OptionalLong lag) {

    boolean isWithin(long maximumLag) {
      return lag.isPresent() && lag.getAsLong() <= maximumLag;
    }
  }
}
