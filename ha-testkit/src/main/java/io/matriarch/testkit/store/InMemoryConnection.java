package io.matriarch.testkit.store;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Any number of clusters in the memory of this JVM; all nodes that are to meet share one of these.
 * Everything is gone once it is closed. Thread safe.
 */
public final class InMemoryConnection implements StoreConnection {
  private final Ticker ticker;
  private final StoreFlavour flavour;
  private final ScheduledExecutorService thread = InMemoryStore.thread();
  private final Map<ClusterId, InMemoryStore> stores = new HashMap<>();
  private boolean closed;

  public InMemoryConnection(Ticker ticker) {
    this(ticker, StoreFlavour.EXACT);
  }

  public InMemoryConnection(Ticker ticker, StoreFlavour flavour) {
    this.ticker = ticker;
    this.flavour = flavour;
  }

  @Override
  public ClusterStore cluster(ClusterId cluster, NodeName node) {
    return store(cluster).client(node);
  }

  @Override
  public Ticker ticker() {
    return ticker;
  }

  /** The cluster's keys themselves, for a test to look at, or to disturb. */
  public synchronized InMemoryStore store(ClusterId cluster) {
    if (closed) {
      throw new IllegalStateException("the connection to the memory store has been closed");
    }
    return stores.computeIfAbsent(cluster, id -> new InMemoryStore(ticker, flavour, thread));
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (InMemoryStore store : stores.values()) {
      store.down(true);
      store.close();
    }
    thread.shutdownNow();
  }
}
