package io.matriarch.postgres.watchdog;

import java.time.Duration;

/**
 * How long a device may hear nothing, in the whole seconds that it counts.
 *
 * @param lease a lease as long as the present one, rounded up
 * @param margin seconds before the end of the lease; -1: half of it
 */
record Silence(int lease, int margin) {
  /** Below, a pause of one second is no fault yet and would reset the machine. */
  private static final Duration SHORTEST = Duration.ofSeconds(4);

  static Silence of(Duration room, int margin) {
    return new Silence(seconds(room.plusNanos(999_999_999)), margin);
  }

  static boolean tooShort(Duration room) {
    return room.compareTo(SHORTEST) < 0;
  }

  /** The whole seconds that are left. */
  static int seconds(Duration room) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, room.toSeconds()));
  }

  /**
   * By the margin, and never beyond the lease. At least half of the lease, since it is renewed
   * after a quarter at the latest.
   */
  int within(Duration room) {
    int half = lease / 2;
    int allowed = margin < 0 ? half : Math.max(half, lease - margin);
    return Math.min(allowed, seconds(room));
  }

  /** A healthy leader might not be heard in time. */
  boolean tooImpatient(int timeout) {
    return timeout < lease / 2;
  }
}
