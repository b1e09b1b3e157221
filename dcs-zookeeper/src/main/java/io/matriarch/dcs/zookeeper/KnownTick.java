package io.matriarch.dcs.zookeeper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers' tick, as far as it is known. No server tells it. The configuration says it, and a
 * server contradicts if it grants only sessions that are longer than two such ticks. The longer of
 * both counts: too long a tick costs patience, too short a one could keep a lease that is over.
 * Thread safe.
 */
final class KnownTick {
  private static final Logger LOG = LoggerFactory.getLogger(KnownTick.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Rhythm said;
  private volatile Rhythm rhythm;

  /**
   * @param said by the configuration
   */
  KnownTick(Rhythm said) {
    this.said = said;
    this.rhythm = said;
  }

  /** What the configuration says. */
  Rhythm said() {
    return said;
  }

  Rhythm rhythm() {
    return rhythm;
  }

  /**
   * Asks the servers, in a thread of its own. They answer long before a renewal proves anything,
   * which takes most of a tick; those that do not are left alone.
   */
  void askEach(Iterable<InetSocketAddress> servers) {
    Thread thread =
        new Thread(
            () -> servers.forEach(server -> ask(server, PATIENCE)), "matriarch-zookeeper-tick");
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks one; blocks for as long as {@link ShortestSession} does. */
  void ask(InetSocketAddress server, Duration patience) {
    try {
      grants(ShortestSession.grantedBy(server, patience));
    } catch (IOException noAnswer) {
      LOG.debug("{} does not tell its shortest session", server, noAnswer);
    }
  }

  /** A server grants no shorter session than this. */
  synchronized void grants(Duration shortest) {
    Duration tick = shortest.dividedBy(2);
    if (tick.compareTo(rhythm.tick()) <= 0) {
      return;
    }
    rhythm = new Rhythm(tick);
    LOG.warn(
        "zookeeper.tick_time: {} ms is less than the servers' shortest session of {} ms allows;"
            + " using {} ms to judge leases, please write their tickTime, or have their"
            + " minSessionTimeout be twice that",
        said.tick().toMillis(),
        shortest.toMillis(),
        tick.toMillis());
  }
}
