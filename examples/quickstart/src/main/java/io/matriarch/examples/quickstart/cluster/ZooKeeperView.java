package io.matriarch.examples.quickstart.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matriarch.core.model.ClusterId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** A cluster's keys in ZooKeeper. */
final class ZooKeeperView extends StoreView {
  private static final Duration SESSION = Duration.ofSeconds(30);

  private final ZooKeeper client;

  private ZooKeeperView(ZooKeeper client, ClusterId cluster) {
    super(cluster);
    this.client = client;
  }

  /** Connects; blocks until that is done. */
  static ZooKeeperView connect(String hosts, ClusterId cluster)
      throws IOException, InterruptedException {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client =
        new ZooKeeper(
            hosts,
            (int) SESSION.toMillis(),
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    if (!connected.await(SESSION.toMillis(), TimeUnit.MILLISECONDS)) {
      client.close();
      throw new TrialException("ZooKeeper does not answer");
    }
    return new ZooKeeperView(client, cluster);
  }

  @Override
  void watch(String key, LeaderEvents events) throws InterruptedException {
    Watcher watcher =
        event -> {
          if (event.getType() == EventType.NodeDeleted) {
            events.deleted();
          }
        };
    try {
      client.addWatch(key, watcher, AddWatchMode.PERSISTENT);
    } catch (KeeperException e) {
      throw new TrialException("cannot watch " + key + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  Optional<String> text(String path) throws InterruptedException {
    try {
      return Optional.of(new String(client.getData(path, false, null), UTF_8));
    } catch (KeeperException.NoNodeException absent) {
      return Optional.empty();
    } catch (KeeperException e) {
      throw new TrialException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
