package io.matriarch.dcs.zookeeper;

import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.wire.KeyLayout;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.data.Stat;

/**
 * Watches the keys whose change must wake the node. ZooKeeper's watches fire once: each is set
 * again before the hint goes out, so a read that follows the hint cannot miss what a later watch
 * would not tell. After a connection was won, for the first time or again, all are set and one hint
 * says that there may have been a gap.
 */
final class ZooKeeperWatch {
  private final List<String> paths;
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();

  ZooKeeperWatch(KeyLayout keys) {
    paths = List.of(keys.leader(), keys.config(), keys.failover(), keys.sync(), keys.initialize());
  }

  WatchHandle add(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Called on the session's event thread whenever it was connected. */
  void arm(ZooKeeperSession session) {
    AtomicInteger missing = new AtomicInteger(paths.size());
    for (String path : paths) {
      new KeyWatch(session, path).arm(missing);
    }
  }

  private void hint() {
    listeners.forEach(ChangeListener::changed);
  }

  /** One key's watch in one session; equal to another of the same, so that none is set twice. */
  private final class KeyWatch implements Watcher {
    private final ZooKeeperSession session;
    private final String path;

    KeyWatch(ZooKeeperSession session, String path) {
      this.session = session;
      this.path = path;
    }

    /** Sets the watch; whoever brings the count of missing ones to zero gives the hint. */
    void arm(AtomicInteger missing) {
      session
          .watch(path, this)
          .thenAccept(
              reply -> {
                if (isSet(reply) && missing.decrementAndGet() == 0) {
                  hint();
                }
              });
    }

    @Override
    public void process(WatchedEvent event) {
      if (event.getType() != EventType.None) {
        // Where this fails the connection is lost, and the next one sets all watches anew.
        session.watch(path, this);
        hint();
      }
    }

    private boolean isSet(Reply<Stat> reply) {
      return reply.ok() || reply.is(Code.NONODE);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof KeyWatch that && that.session == session && that.path.equals(path);
    }

    @Override
    public int hashCode() {
      return path.hashCode();
    }
  }
}
