package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.curator.CuratorZookeeperClient;
import org.apache.curator.ensemble.fixed.FixedEnsembleProvider;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Curator's client with one session timeout: there is always a session, and a new one when the last
 * has expired. Requests do not go through Curator, which would queue them for a second where we
 * must know at once that they were not sent.
 */
final class CuratorSession implements ZookeeperFactory, ZooKeeperSession.Observer {
  private static final Logger LOG = LoggerFactory.getLogger(CuratorSession.class);

  private final ServerList servers;
  private final Duration ttl;
  private final Ticker ticker;
  private final Consumer<ZooKeeperSession> onConnected;
  private final CuratorZookeeperClient curator;
  private final ConnectionGate gate = new ConnectionGate();
  private final AtomicBoolean replacing = new AtomicBoolean();
  private volatile ZooKeeperSession current;
  private volatile MonoTime lostAt = MonoTime.MAX;
  private volatile boolean hasBeenConnected;

  /**
   * @param onConnected told on the event thread whenever the session can be used, for the first
   *     time or again
   */
  CuratorSession(
      ServerList servers, Duration ttl, Ticker ticker, Consumer<ZooKeeperSession> onConnected) {
    this.servers = servers;
    this.ttl = ttl;
    this.ticker = ticker;
    this.onConnected = onConnected;
    int millis = (int) Math.min(Integer.MAX_VALUE, ttl.toMillis());
    this.curator =
        new CuratorZookeeperClient(
            this,
            new FixedEnsembleProvider(servers.toString()),
            millis,
            millis,
            event -> {},
            new RetryNTimes(0, 0),
            false);
  }

  /** Begins to connect; does not wait. */
  void start() throws IOException {
    try {
      curator.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  Duration ttl() {
    return ttl;
  }

  ConnectionGate gate() {
    return gate;
  }

  boolean hasBeenConnected() {
    return hasBeenConnected;
  }

  /** Curator's call for a new session: at the start, and after one has expired. */
  @Override
  public ZooKeeper newZooKeeper(
      String connectString, int sessionTimeout, Watcher watcher, boolean canBeReadOnly)
      throws IOException {
    ZooKeeperSession session = new ZooKeeperSession(ticker, this);
    current = session;
    return session.open(servers, ttl, watcher);
  }

  @Override
  public void stateChanged(ZooKeeperSession session, KeeperState state) {
    if (session != current) {
      return;
    }
    if (state == KeeperState.SyncConnected) {
      LOG.info("connected to zookeeper, session 0x{}", Long.toHexString(session.id()));
      lostAt = MonoTime.MAX;
      hasBeenConnected = true;
      gate.open(session);
      onConnected.accept(session);
      return;
    }
    if (gate.isOpen()) {
      LOG.info("connection to zookeeper lost, trying {}", servers);
      lostAt = ticker.now();
    }
    gate.shut();
  }

  /**
   * Begins a new session if the connection has been away for longer than the servers keep one. A
   * session that was connected once pauses for up to a second between attempts, a new one hardly:
   * after a long outage the store is back as soon as a server is. Does not block.
   */
  void replaceIfLongLost() {
    MonoTime longLostAt = lostAt.plus(ttl);
    if (ticker.now().hasReached(longLostAt) && replacing.compareAndSet(false, true)) {
      lostAt = MonoTime.MAX;
      Closing.start(curator::reset).whenComplete((done, failure) -> replacing.set(false));
    }
  }

  CompletableFuture<Void> close() {
    return Closing.start(curator::close);
  }
}
