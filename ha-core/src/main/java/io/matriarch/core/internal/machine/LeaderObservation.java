package io.matriarch.core.internal.machine;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the leader record has stood still on our own clock; decides expiry in stores whose
 * servers do not. Clocks of different nodes are never compared.
 *
 * @param record the record last seen
 * @param changedAt when we first saw it like this
 */
public record LeaderObservation(Optional<LeaderRecord> record, MonoTime changedAt) {
  public static final LeaderObservation NONE =
      new LeaderObservation(Optional.empty(), MonoTime.MIN);

  LeaderObservation seen(ClusterView view, MonoTime now) {
    return view.leader().equals(record) ? this : new LeaderObservation(view.leader(), now);
  }

  /** From this instant on a read may prove that the record has expired. */
  MonoTime expiresAt(Duration ourTtl) {
    Duration ttl = record.flatMap(LeaderRecord::ttl).orElse(ourTtl);
    return changedAt.plus(ttl).plus(LeaseTimes.margin(ttl));
  }

  /** Only a read sent after the record stood still for its whole ttl proves expiry. */
  public boolean provenExpiredBy(ClusterView view, Duration ourTtl) {
    return record.isPresent() && view.sentAt().hasReached(expiresAt(ourTtl));
  }
}
