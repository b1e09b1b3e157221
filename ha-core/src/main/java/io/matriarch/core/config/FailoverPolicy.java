package io.matriarch.core.config;

import java.time.Duration;

/**
 * When a replica may take over.
 *
 * @param maximumLag how far, in the position's unit (bytes), a candidate may be behind the last
 *     published position
 * @param checkTimeline a candidate on an older timeline than the cluster's does not take over
 * @param primaryStartTimeout how long a crashed primary may try to come back before it gives up
 *     leadership; zero: not at all
 * @param maxTimelinesHistory how many entries the history document keeps; 0: all
 */
public record FailoverPolicy(
    long maximumLag, boolean checkTimeline, Duration primaryStartTimeout, int maxTimelinesHistory) {
  /** What holds unless the dynamic configuration says something else. */
  public static final FailoverPolicy DEFAULT =
      new FailoverPolicy(1_048_576, false, Duration.ofSeconds(300), 0);
}
