package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;

/**
 * The instants of one held lease, on this node's monotonic clock, in the order in which they come.
 *
 * @param countedFrom start of validity: immediately before the request that proves it was sent
 * @param guarantee lifetime that the store granted from there
 * @param stepDownAt an unrenewed leader begins to stop in an orderly way
 * @param fenceAt the guard stops it without asking
 * @param validUntil nothing of it may be writable any more; a margin before the store may hand the
 *     lease on
 */
public record LeaseTimes(
    MonoTime countedFrom,
    Duration guarantee,
    MonoTime stepDownAt,
    MonoTime fenceAt,
    MonoTime validUntil) {
  private static final Duration SMALLEST_MARGIN = Duration.ofMillis(500);
  private static final Duration LONGEST_STEP_DOWN = Duration.ofSeconds(5);
  private static final Duration LONGEST_FENCING = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_ASKING = Duration.ofSeconds(3);

  /** What a request may come late by, and the smallest margin. */
  private static final Duration LATENESS = Duration.ofSeconds(1);

  private static final Duration SPARES_AN_INTERVAL = Duration.ofSeconds(10);

  /** A store that asks for renewals more rarely does not ask for them. */
  private static final Duration HURRIED = Duration.ofMinutes(1);

  public static LeaseTimes of(MonoTime countedFrom, Duration guarantee) {
    MonoTime validUntil = countedFrom.plus(guarantee).minus(margin(guarantee));
    return new LeaseTimes(
        countedFrom,
        guarantee,
        validUntil.minus(shorter(LONGEST_STEP_DOWN, share(guarantee, 4))),
        validUntil.minus(shorter(LONGEST_FENCING, share(guarantee, 8))),
        validUntil);
  }

  /** Covers clocks that run at different rates: 2 % is a hundred times what crystals do. */
  public static Duration margin(Duration guarantee) {
    Duration share = share(guarantee, 50);
    return share.compareTo(SMALLEST_MARGIN) < 0 ? SMALLEST_MARGIN : share;
  }

  /**
   * How often to renew: four chances before the lease ends, and what the store asks for. Where it
   * counts from an earlier success, a slow answer makes it count from the one before; a short lease
   * cannot spare a whole interval for that.
   */
  public static Duration renewEvery(Duration guarantee, Duration loopWait, Duration storeAsksFor) {
    boolean spares = guarantee.compareTo(SPARES_AN_INTERVAL) >= 0;
    Duration asked = spares ? storeAsksFor : share(storeAsksFor, 2);
    return shorter(shorter(loopWait, share(guarantee, 4)), asked);
  }

  /** Every step asks for some, and durations themselves divide by way of decimal numbers. */
  static Duration share(Duration whole, int parts) {
    return Duration.ofNanos(whole.toNanos() / parts);
  }

  /**
   * The lifetime to ask for. A store that asks for renewals may count from the last but one: a
   * leader steps down while it waits for the next unless there are enough of them. There is time
   * for one that fails, and for what does not become shorter with the interval.
   *
   * @param ttl as wanted
   * @return the same, or the shortest that the store keeps
   */
  public static Duration kept(Duration ttl, Duration storeAsksFor) {
    return storeAsksFor.compareTo(HURRIED) <= 0 ? longer(ttl, shortest(storeAsksFor)) : ttl;
  }

  private static Duration shortest(Duration storeAsksFor) {
    return Duration.ofNanos(4 * storeAsksFor.toNanos()).plus(longer(storeAsksFor, LATENESS));
  }

  /** The longest interval with which a store keeps this ttl. */
  public static Duration interval(Duration ttl) {
    return shorter(share(ttl, 5), share(ttl.minus(LATENESS), 4));
  }

  /** How long to wait after a request that failed: less than it lasts until the leader stops. */
  static Duration retryAfter(Duration guarantee) {
    return shorter(LONGEST_PAUSE, share(guarantee, 20));
  }

  /** A leader that has not been able to renew asks the others whether it may go on. */
  public MonoTime askAt() {
    return stepDownAt.minus(shorter(LONGEST_ASKING, share(guarantee, 6)));
  }

  static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
