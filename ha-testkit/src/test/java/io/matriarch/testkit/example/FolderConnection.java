package io.matriarch.testkit.example;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Files cost nothing that clusters could share: a connection only knows whom to close. */
final class FolderConnection implements StoreConnection {
  private final Path mount;
  private final Ticker ticker;
  private final List<ClusterStore> stores = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  FolderConnection(Path mount, Ticker ticker) {
    this.mount = mount;
    this.ticker = ticker;
  }

  @Override
  public ClusterStore cluster(ClusterId cluster, NodeName node) {
    if (closed) {
      throw new IllegalStateException("the connection to " + mount + " has been closed");
    }
    ClusterStore store = new FolderStore(mount, cluster, ticker);
    stores.add(store);
    return store;
  }

  @Override
  public Ticker ticker() {
    return ticker;
  }

  @Override
  public void close() {
    closed = true;
    stores.forEach(ClusterStore::close);
  }
}
