package io.matriarch.core.internal.machine;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Points in time that people set. They are the only thing that is judged by the wall clock, since
 * that is the clock that people mean.
 */
public final class Schedules {
  private static final Duration FAR = Duration.ofDays(1);

  private Schedules() {}

  /** What is later than this after its time is not carried out any more. */
  public static Duration tolerance(ClusterConfig config) {
    return Duration.ofSeconds(config.timing().loopWait().toSeconds() * 3 / 2);
  }

  /** When to look again; a day is looked at in parts, since clocks are set. */
  static MonoTime monotonic(MonoTime now, Instant wallClock, OffsetDateTime at) {
    Duration left = Duration.between(wallClock, at.toInstant());
    if (left.isNegative()) {
      return MonoTime.MAX;
    }
    return now.plus(left.compareTo(FAR) > 0 ? FAR : left);
  }
}
