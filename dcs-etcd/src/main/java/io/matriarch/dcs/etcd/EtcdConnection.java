package io.matriarch.dcs.etcd;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients of one ensemble's servers, for any number of clusters. */
final class EtcdConnection implements StoreConnection {
  private static final Logger LOG = LoggerFactory.getLogger(EtcdConnection.class);
  private static final Duration CLOSE_TIME = Duration.ofSeconds(4);

  private final Ticker ticker;
  private final ScheduledExecutorService timer = newTimer();
  private final Servers servers;
  private final Calls calls;
  private final Set<EtcdStore> stores = new LinkedHashSet<>();
  private boolean closed;

  EtcdConnection(EtcdSettings settings, Ticker ticker) {
    this.ticker = ticker;
    servers = new Servers(settings.addresses(), settings.access(), timer);
    calls = new Calls(servers, ticker, timer);
  }

  @Override
  public ClusterStore cluster(ClusterId cluster, NodeName node) {
    return store(cluster);
  }

  synchronized EtcdStore store(ClusterId cluster) {
    if (closed) {
      throw new IllegalStateException("the connection to etcd has been closed");
    }
    EtcdStore store = new EtcdStore(new KeyLayout(cluster), this);
    stores.add(store);
    return store;
  }

  @Override
  public Ticker ticker() {
    return ticker;
  }

  Servers servers() {
    return servers;
  }

  Calls calls() {
    return calls;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends what one store has begun, in bounded time. */
  void leave(EtcdStore store) {
    synchronized (this) {
      if (!stores.remove(store)) {
        return;
      }
    }
    store.end(farewell());
  }

  /** The clients stay for as long as somebody may want to release a leader key. */
  @Override
  public void close() {
    List<EtcdStore> open;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      open = List.copyOf(stores);
    }
    Call farewell = farewell();
    Duration longest = Duration.ZERO;
    for (EtcdStore store : open) {
      Duration held = store.stop(farewell);
      longest = held.compareTo(longest) > 0 ? held : longest;
    }
    if (longest.isZero()) {
      shutDown();
    } else {
      LOG.warn(
          "closed while leader keys are held: they go when they are released, or within {} s",
          longest.toSeconds());
      timer.schedule(this::shutDown, longest.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void shutDown() {
    servers.close();
    timer.shutdownNow();
  }

  private Call farewell() {
    return new Call(ticker.now().plus(CLOSE_TIME), CLOSE_TIME);
  }

  /** Begins watches and ends calls whose time is up; what comes after its end is dropped. */
  private static ScheduledExecutorService newTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "matriarch-etcd-timer");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
