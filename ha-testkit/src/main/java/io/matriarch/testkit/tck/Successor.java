package io.matriarch.testkit.tck;

import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Wants the leader key as soon as it may be had. Where observers judge, that is when the record has
 * stood still for a ttl on its own clock.
 */
final class Successor {
  private final Trial trial;
  private final ClusterStore store;
  private final String name;
  private Optional<LeaderRecord> seen = Optional.empty();
  private MonoTime unchangedSince = MonoTime.MIN;

  Successor(Trial trial, String name) throws Exception {
    this.trial = trial;
    this.store = trial.client(name);
    this.name = name;
  }

  ClusterStore store() {
    return store;
  }

  /** Has the key, or tries again later. */
  Optional<LeaseResult.Held> tries() throws Exception {
    return trial.eventually(() -> store.acquire(claim(), trial.call()))
            instanceof LeaseResult.Held held
        ? Optional.of(held)
        : Optional.empty();
  }

  private LeaseClaim claim() throws Exception {
    if (trial.serversExpire(store)) {
      return trial.claim(name);
    }
    MonoTime before = trial.now();
    Optional<LeaderRecord> record = trial.eventually(() -> trial.view(store)).leader();
    if (!record.map(LeaderRecord::fingerprint).equals(seen.map(LeaderRecord::fingerprint))) {
      seen = record;
      unchangedSince = trial.now();
    }
    Duration still = before.since(unchangedSince);
    Duration ttl = record.flatMap(LeaderRecord::ttl).orElse(trial.ttl());
    boolean expired = still.compareTo(ttl.plusMillis(500)) > 0;
    return new LeaseClaim(NodeName.of(name), expired ? seen : Optional.empty(), false);
  }
}
