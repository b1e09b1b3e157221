package io.matriarch.core.model;

import java.time.Duration;

/**
 * What every blocking call into a plug-in is given. Nothing else is "configured": a changed ttl
 * simply arrives with the next call.
 *
 * @param deadline the call must return or throw by then (a tolerance of 500 ms is granted)
 * @param ttl lifetime that leases and announcements shall have
 */
public record Call(MonoTime deadline, Duration ttl) {

  /**
   * {@return the time left, at least one millisecond so that it can be handed to clients as a
   * timeout}
   *
   * @param now the present instant
   */
  public Duration remaining(MonoTime now) {
    Duration left = deadline.since(now);
    return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
  }
}
