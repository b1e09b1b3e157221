package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;

/**
 * A request whose completion has not come yet.
 *
 * @param id the effect's id
 * @param deadline when the callee promised to be back
 */
public record InFlight(long id, MonoTime deadline) {
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** True if the completion is so late that it counts as failed; it is ignored should it come. */
  public boolean overdueAt(MonoTime now) {
    return now.hasReached(overdue());
  }

  public MonoTime overdue() {
    return deadline.plus(GRACE);
  }
}
