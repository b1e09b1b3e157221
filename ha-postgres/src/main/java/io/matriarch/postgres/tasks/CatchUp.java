package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Judges whether waiting for replicas is still worth it: until all are near, but not for those that
 * do not come nearer, e.g. because their replay is delayed on purpose. One thread.
 */
final class CatchUp {
  static final long NEAR_BYTES = 4L << 20;
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Ticker ticker;
  private final Map<String, Best> best = new HashMap<>();

  CatchUp(Ticker ticker) {
    this.ticker = ticker;
  }

  private record Best(long behind, MonoTime at) {}

  /** True if all are near, or nobody who is not has come nearer for a while. */
  boolean isOver(Map<String, Long> behindBytes) {
    MonoTime now = ticker.now();
    boolean over = true;
    for (Map.Entry<String, Long> replica : behindBytes.entrySet()) {
      Best before = best.get(replica.getKey());
      if (before == null || replica.getValue() < before.behind()) {
        best.put(replica.getKey(), new Best(replica.getValue(), now));
      }
      boolean comesNearer = !now.hasReached(best.get(replica.getKey()).at().plus(PATIENCE));
      over &= replica.getValue() <= NEAR_BYTES || !comesNearer;
    }
    return over;
  }
}
