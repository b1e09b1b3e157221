package io.matriarch.testkit.tck;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A store under test: its servers, and what can be done to them. One serves all tests of a class,
 * one after the other; each test has a cluster of its own. Keys are named as in {@link KeyLayout},
 * wherever the store keeps them.
 *
 * <p>A method that its store cannot do is not overridden, and its {@link Capability} not declared.
 */
public interface StoreFixture {

  /** {@return what this fixture can do, and what is so with this store} */
  Set<Capability> capabilities();

  /**
   * Opens a client as if it were a new process of that node, without waiting for a connection. The
   * kit closes it.
   *
   * @param cluster whose keys; its name consists of lower-case letters, digits and hyphens, 63 at
   *     most
   * @param node on whose behalf
   * @return a client that counts on {@link #ticker}
   */
  ClusterStore client(ClusterId cluster, NodeName node) throws Exception;

  /**
   * {@return the content of a key as it stands in the store, past the clients under test; empty if
   * there is no such key}
   *
   * @param key its path
   */
  Optional<String> raw(String key) throws Exception;

  /**
   * Writes a key past the clients under test, as an operator or another program would; it does not
   * expire.
   *
   * @param key its path
   * @param text its content
   */
  void write(String key, String text) throws Exception;

  /**
   * Removes a key past the clients under test, if it is there.
   *
   * @param key its path
   */
  void erase(String key) throws Exception;

  /**
   * Ends the session or lease that a key is bound to, as if its time were over; the key is gone
   * then.
   *
   * @param key its path, of a leader or a member
   */
  default void expire(String key) throws Exception {
    throw new UnsupportedOperationException(Capability.EXPIRE.name());
  }

  /**
   * Breaks the client's connections, and refuses new ones.
   *
   * @param client whose
   */
  default void cut(ClusterStore client) throws Exception {
    throw new UnsupportedOperationException(Capability.CUT.name());
  }

  /**
   * Lets the client's connections stand, and nothing pass through them.
   *
   * @param client whose
   */
  default void hang(ClusterStore client) throws Exception {
    throw new UnsupportedOperationException(Capability.HANG.name());
  }

  /**
   * Lets nothing pass any more through the connections that the client has, and tells nobody; new
   * ones are as good as ever. So it is when a machine between the two forgets them.
   *
   * @param client whose
   */
  default void silence(ClusterStore client) throws Exception {
    throw new UnsupportedOperationException(Capability.SILENCE.name());
  }

  /**
   * Lets the client's requests pass; their answers are lost for ever.
   *
   * @param client whose
   */
  default void loseAnswers(ClusterStore client) throws Exception {
    throw new UnsupportedOperationException(Capability.LOSE_ANSWERS.name());
  }

  /**
   * Lets everything pass; each answer comes that much later.
   *
   * @param client whose
   * @param late by how much
   */
  default void delayAnswers(ClusterStore client, Duration late) throws Exception {
    throw new UnsupportedOperationException(Capability.DELAY_ANSWERS.name());
  }

  /**
   * Ends whatever was done to the client's connections.
   *
   * @param client whose
   */
  default void heal(ClusterStore client) throws Exception {}

  /** {@return the clock of all clients} */
  default Ticker ticker() {
    return SystemTime.TICKER;
  }

  /**
   * Lets time pass on the clock, and whatever is due by then happen.
   *
   * @param time how much
   */
  default void pass(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /**
   * {@return the lifetime that the tests ask for; the shorter it is, the sooner they are done. One
   * that the store keeps as it is: not a fraction of its unit}
   */
  default Duration ttl() {
    return Duration.ofSeconds(2);
  }

  /** {@return by how much anything may be late because the machine is busy} */
  default Duration tolerance() {
    return Duration.ofSeconds(3);
  }

  /** Ends the servers, and whatever else was begun; called once, at the end. */
  default void stop() throws Exception {}

  /** The clock of the machine; one is enough. */
  final class SystemTime {
    private static final Ticker TICKER = new SystemTicker();

    private SystemTime() {}
  }
}
