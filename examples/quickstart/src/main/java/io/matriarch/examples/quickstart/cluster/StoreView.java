package io.matriarch.examples.quickstart.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.wire.KeyLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** Looks at the cluster's keys from outside, with a session of its own. */
public final class StoreView implements AutoCloseable {
  private static final Duration SESSION = Duration.ofSeconds(30);

  private final ZooKeeper client;
  private final KeyLayout keys;

  private StoreView(ZooKeeper client, KeyLayout keys) {
    this.client = client;
    this.keys = keys;
  }

  /** Connects; blocks until that is done. */
  public static StoreView connect(String hosts, ClusterId cluster)
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
      throw new TrialException("the embedded ZooKeeper does not answer");
    }
    return new StoreView(client, new KeyLayout(cluster));
  }

  /** Who holds the leader key. */
  public Optional<String> leader() throws InterruptedException {
    return text(keys.leader());
  }

  /** The document that the cluster's creation leaves. */
  public Optional<String> initialize() throws InterruptedException {
    return text(keys.initialize());
  }

  /** The leader's position in the last status that it published. */
  public Optional<Long> publishedPosition() throws InterruptedException {
    return text(keys.status())
        .flatMap(Json::object)
        .map(status -> status.get("optime"))
        .map(optime -> ((Number) optime).longValue());
  }

  /** From now on, notes when the leader key comes and goes. */
  public LeaderEvents watchLeader() throws InterruptedException {
    LeaderEvents events = new LeaderEvents();
    try {
      client.addWatch(keys.leader(), events, AddWatchMode.PERSISTENT);
    } catch (KeeperException e) {
      throw new TrialException("cannot watch the leader key: " + e.getMessage(), e);
    }
    return events;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> text(String path) throws InterruptedException {
    try {
      return Optional.of(new String(client.getData(path, false, null), UTF_8));
    } catch (KeeperException.NoNodeException absent) {
      return Optional.empty();
    } catch (KeeperException e) {
      throw new TrialException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
