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

  public static LeaseTimes of(MonoTime countedFrom, Duration guarantee) {
    MonoTime validUntil = countedFrom.plus(guarantee).minus(margin(guarantee));
    return new LeaseTimes(
        countedFrom,
        guarantee,
        validUntil.minus(shorter(LONGEST_STEP_DOWN, guarantee.dividedBy(4))),
        validUntil.minus(shorter(LONGEST_FENCING, guarantee.dividedBy(8))),
        validUntil);
  }

  /** Covers clocks that run at different rates: 2 % is a hundred times what crystals do. */
  public static Duration margin(Duration guarantee) {
    Duration share = guarantee.dividedBy(50);
    return share.compareTo(SMALLEST_MARGIN) < 0 ? SMALLEST_MARGIN : share;
  }

  /** How often to renew: four chances before the lease ends, and what the store asks for. */
  public static Duration renewEvery(Duration guarantee, Duration loopWait, Duration storeAsksFor) {
    return shorter(shorter(loopWait, guarantee.dividedBy(4)), storeAsksFor);
  }

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
