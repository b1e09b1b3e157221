package io.matriarch.dcs.zookeeper;

import java.time.Duration;

/**
 * What follows from the servers' tick, in which they ping each other and count sessions.
 *
 * @param tick theirs
 */
record Rhythm(Duration tick) {
  static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(2));

  /**
   * Time within which a follower certainly tells of a session's sign of life. Followers report
   * every half tick. Nearly a whole tick allows for late pings and for servers left at the built-in
   * tick of three seconds, and still lets renewals that come once per tick prove each other.
   */
  Duration reportedAfter() {
    return tick.multipliedBy(7).dividedBy(8);
  }

  /** How long one proof of a session's life serves others who ask. */
  Duration beatShared() {
    return tick.dividedBy(4);
  }
}
