package io.matriarch.testkit.sim.shrink;

import java.time.Duration;
import java.util.List;

/** Times that are easy to read. */
final class Times {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** To which times are rounded, the rounder ones first. */
  static final List<Duration> UNITS = List.of(SECOND.multipliedBy(10), SECOND);

  private Times() {}

  /** A second after the last of them, and at most that. */
  static Duration afterAll(List<Duration> times, Duration most) {
    Duration last = times.stream().max(Duration::compareTo).orElse(Duration.ZERO).plus(SECOND);
    return last.compareTo(most) < 0 ? last : most;
  }

  static Duration round(Duration time, Duration unit) {
    long units = Math.max(1, Math.round((double) time.toNanos() / unit.toNanos()));
    return time.compareTo(unit) < 0 ? time : unit.multipliedBy(units);
  }
}
