package io.matriarch.core.config;

import java.time.Duration;

/**
 * The clockwork of a cluster. All nodes must use the same values.
 *
 * @param ttl how long leadership outlives its last renewal
 * @param loopWait pause between two looks at the cluster
 * @param retryTimeout how long one access to store or resource may be retried
 */
public record Timing(Duration ttl, Duration loopWait, Duration retryTimeout) {
  /** What holds unless the dynamic configuration says something else. */
  public static final Timing DEFAULT =
      new Timing(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(10));
}
