package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One client for any number of clusters: a session for what is read, watched and announced, and one
 * for all leader keys of the same ttl, which is there only while there are any.
 */
final class ZooKeeperConnection implements StoreConnection {
  private static final Duration CLOSE_TIME = Duration.ofSeconds(4);

  private final Ticker ticker;
  private final KnownTick tick;
  private final ServerList servers;
  private final ScheduledExecutorService timer = timer();
  private final KnownClusters clusters;
  private final SharedSession shared;
  private final LeaseSessions leases;
  private boolean closed;

  ZooKeeperConnection(Map<String, Object> section, Ticker ticker) {
    ZooKeeperSettings settings = ZooKeeperSettings.parse(section);
    this.ticker = ticker;
    tick = new KnownTick(settings.rhythm());
    servers = new ServerList(settings.servers());
    clusters = new KnownClusters(ticker);
    shared = new SharedSession(servers, settings.rhythm(), ticker, clusters::connected);
    leases = new LeaseSessions(servers, tick, ticker, timer);
  }

  @Override
  public ClusterStore cluster(ClusterId cluster, NodeName node) {
    return store(cluster);
  }

  synchronized ZooKeeperStore store(ClusterId cluster) {
    if (closed) {
      throw new IllegalStateException("the connection to zookeeper has been closed");
    }
    return new ZooKeeperStore(new KeyLayout(cluster), this);
  }

  @Override
  public Ticker ticker() {
    return ticker;
  }

  /** As the configuration says. */
  Rhythm rhythm() {
    return tick.said();
  }

  KnownTick knownTick() {
    return tick;
  }

  ServerList servers() {
    return servers;
  }

  SharedSession shared() {
    return shared;
  }

  LeaseSessions leases() {
    return leases;
  }

  /** What is known of one cluster, watched as soon as there is a connection. */
  KnownKeys known(KeyLayout keys) {
    KnownKeys known = clusters.join(keys);
    shared.connectedNow().ifPresent(known::connected);
    return known;
  }

  /** Ends what one store has begun, in bounded time. */
  void leave(KeyLayout keys, ZooKeeperLease lease, ZooKeeperMember member) {
    if (isClosed()) {
      awaitEnd(lease.close());
      return;
    }
    clusters.leave(keys);
    awaitEnd(lease.close(), member.withdraw(timer));
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    CompletableFuture<Void> unused = leases.close();
    leases.allEnded().thenRun(timer::shutdownNow);
    awaitEnd(unused, shared.close());
  }

  private static void awaitEnd(CompletableFuture<?>... ends) {
    try {
      CompletableFuture.allOf(ends).get(CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException goesOn) {
      // What is still to be taken away is tried again, or expires with its session.
    }
  }

  /** Depends on no caller; what comes after its end is dropped. */
  private static ScheduledExecutorService timer() {
    return new ScheduledThreadPoolExecutor(
        1,
        task -> {
          Thread thread = new Thread(task, "matriarch-zookeeper-silence");
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.DiscardPolicy());
  }
}
