package io.matriarch.examples.quickstart.cluster;

/**
 * The cluster's rhythm, all in seconds.
 *
 * @param ttl how long a leader that gives no sign of life keeps the lease
 * @param loopWait oldest age of an observation
 * @param retryTimeout how long a request to the store may be repeated
 */
public record Timing(int ttl, int loopWait, int retryTimeout) {
  /** What a cluster runs with unless told otherwise. */
  public static final Timing DEFAULT = new Timing(30, 10, 10);

  /** As much time for the rest as this ttl allows. */
  public static Timing ofTtl(int ttl) {
    int retryTimeout = Math.max(1, Math.min(DEFAULT.retryTimeout(), ttl / 4));
    return new Timing(ttl, Math.min(DEFAULT.loopWait(), ttl - 2 * retryTimeout), retryTimeout);
  }
}
