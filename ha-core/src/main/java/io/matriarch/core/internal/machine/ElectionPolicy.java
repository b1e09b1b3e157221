package io.matriarch.core.internal.machine;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.FailoverPolicy;
import io.matriarch.core.config.Timing;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import java.time.Duration;
import java.util.List;

/**
 * What a participant of an election without data goes by. Its own code says it, not the dynamic
 * configuration: whoever deploys another value gets it, and others need not have the same.
 *
 * @param timing the clockwork; looks at the store are only a safety net for its hints, so they may
 *     be as far apart as the ttl is long
 * @param minimumBetween nobody claims before that much time has passed since the last leader began,
 *     as far as this participant saw it; zero: at once
 */
public record ElectionPolicy(Timing timing, Duration minimumBetween) {
  private static final int LOOKS_OF_OBSERVERS = 4;
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

  public static ElectionPolicy of(Duration ttl, Duration minimumBetween) {
    return new ElectionPolicy(new Timing(ttl, ttl, retryTimeout(ttl)), minimumBetween);
  }

  /**
   * The same with a ttl that the store can keep. Where observers judge, looks are more than a
   * safety net: renewals give no hint, and a record has stood still only since it was seen to.
   */
  public ElectionPolicy keptBy(StoreTraits store) {
    Duration ttl = LeaseTimes.kept(timing.ttl(), store.longestRenewInterval());
    boolean observed = store.expiry() == ExpirySide.OBSERVER;
    Duration look = observed ? LeaseTimes.share(ttl, LOOKS_OF_OBSERVERS) : ttl;
    return new ElectionPolicy(new Timing(ttl, look, retryTimeout(ttl)), minimumBetween);
  }

  /** Of what the dynamic configuration says only pause concerns an election. */
  public ClusterConfig over(ClusterConfig read) {
    return new ClusterConfig(
        read.text(),
        read.mixed(),
        timing,
        FailoverPolicy.DEFAULT,
        read.paused(),
        false,
        List.of(),
        List.of());
  }

  private static Duration retryTimeout(Duration ttl) {
    Duration third = ttl.dividedBy(3);
    if (third.compareTo(SHORTEST_RETRY) < 0) {
      return SHORTEST_RETRY;
    }
    return third.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : third;
  }
}
