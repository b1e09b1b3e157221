package io.matriarch.testkit.store;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import java.time.Duration;
import java.util.Locale;

/** Timing rules by which kinds of store end the lease of a silent holder. */
public enum StoreFlavour {
  /** The server removes the leader key exactly one ttl after the last renewal. */
  EXACT(ExpirySide.SERVER, Duration.ofHours(1)),
  /**
   * The server looks at its sessions once per tick, and learns of renewals from other servers that
   * may die before they told; hence the frequent renewals.
   */
  BUCKETED(ExpirySide.SERVER, Duration.ofSeconds(2)),
  /** Nobody removes the key; observers judge by how long the record stood still. */
  OBSERVED(ExpirySide.OBSERVER, Duration.ofHours(1));

  /** How often a bucketed server looks, and how soon it hears of renewals at the latest. */
  public static final Duration TICK = BUCKETED.traits.longestRenewInterval();

  private final StoreTraits traits;

  StoreFlavour(ExpirySide side, Duration longestRenewInterval) {
    this.traits =
        new StoreTraits(name().toLowerCase(Locale.ROOT) + "-memory", side, longestRenewInterval);
  }

  public StoreTraits traits() {
    return traits;
  }

  /** When the server ends a lease that was last touched at that instant. */
  MonoTime expiry(MonoTime touched, Duration ttl) {
    return switch (this) {
      case EXACT -> touched.plus(ttl);
      case BUCKETED -> nextTick(touched.plus(ttl));
      case OBSERVED -> MonoTime.MAX;
    };
  }

  private static MonoTime nextTick(MonoTime time) {
    long tick = TICK.toNanos();
    return new MonoTime(-Math.floorDiv(-time.nanos(), tick) * tick);
  }
}
