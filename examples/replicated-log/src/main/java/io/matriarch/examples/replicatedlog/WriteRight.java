package io.matriarch.examples.replicatedlog;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The right to append: an epoch, as long as the node's lease lasts. Whoever writes compares the
 * deadline with the clock, before and after; so a process that was frozen finds its right gone in
 * the instant in which it runs again, before anybody had the time to fence it. No other guard is
 * needed, and there is no overlap at all with the next primary. Thread safe; never blocks.
 */
final class WriteRight {
  private final Ticker ticker;
  private volatile Supplier<MonoTime> deadline = () -> MonoTime.MIN;
  private volatile OptionalLong epoch = OptionalLong.empty();
  private long revocations;

  WriteRight(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Where to read until when this node may be writable. */
  void until(Supplier<MonoTime> source) {
    deadline = source;
  }

  /** The epoch to write in; empty if nothing may be written now. */
  OptionalLong now() {
    OptionalLong granted = epoch;
    return ticker.now().isBefore(deadline.get()) ? granted : OptionalLong.empty();
  }

  /** It was granted, whether or not it still holds at this instant. */
  boolean granted() {
    return epoch.isPresent();
  }

  synchronized long revocations() {
    return revocations;
  }

  /**
   * Grants it, unless it was revoked since.
   *
   * @param seen what {@link #revocations} was before the permit was checked
   */
  synchronized boolean grant(long newEpoch, long seen) {
    if (seen == revocations) {
      epoch = OptionalLong.of(newEpoch);
    }
    return seen == revocations;
  }

  synchronized void revoke() {
    revocations++;
    epoch = OptionalLong.empty();
  }
}
