package io.matriarch.dcs.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchResponse;
import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.wire.KeyLayout;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches one cluster's keys on whichever server is asked at present, while there are listeners.
 * Thread safe; does not block.
 *
 * <p>A watch begins with what is written after it; once the server has confirmed it, one hint tells
 * of everything before. So after a gap nothing is asked for that the server may have compacted.
 */
final class EtcdWatch {
  private static final long AGAIN_MILLIS = 500;

  private final String prefix;
  private final Set<String> telling;
  private final Servers servers;
  private final ScheduledExecutorService timer;
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private final Runnable moved = this::moved;
  private volatile Stream current;
  private boolean closed;

  EtcdWatch(KeyLayout keys, Servers servers, ScheduledExecutorService timer) {
    this.prefix = keys.base() + "/";
    this.telling =
        Set.of(keys.leader(), keys.config(), keys.failover(), keys.sync(), keys.initialize());
    this.servers = servers;
    this.timer = timer;
  }

  WatchHandle watch(ChangeListener listener) {
    // Equal listeners are different ones here.
    ChangeListener own = listener::changed;
    synchronized (this) {
      listeners.add(own);
      if (listeners.size() == 1 && !closed) {
        servers.onMove(moved);
        begin();
      }
    }
    return () -> remove(own);
  }

  synchronized void close() {
    closed = true;
    listeners.clear();
    end();
  }

  private synchronized void remove(ChangeListener own) {
    if (listeners.remove(own) && listeners.isEmpty()) {
      end();
    }
  }

  private void end() {
    servers.forgetMove(moved);
    Stream last = current;
    current = null;
    if (last != null) {
      last.close();
    }
  }

  private synchronized void begin() {
    Stream next = new Stream();
    current = next;
    servers
        .current()
        .thenAcceptAsync(next::open, timer)
        .exceptionally(
            failure -> {
              next.broken();
              return null;
            });
  }

  private synchronized void moved() {
    if (current != null) {
      Stream last = current;
      begin();
      last.close();
    }
  }

  private synchronized void again(Stream broken) {
    if (current == broken) {
      begin();
    }
  }

  /** Asked on threads of the library, which hold locks of its own meanwhile. */
  private boolean isCurrent(Stream stream) {
    return current == stream;
  }

  private void hint() {
    listeners.forEach(ChangeListener::changed);
  }

  /** One watch on one server. It is of no more interest once another has taken its place. */
  private final class Stream implements Watch.Listener {
    private Server server;
    private Client client;
    private Watch.Watcher watcher;
    private boolean ended;
    private volatile boolean withoutConnection;

    private void open(Server at) {
      WatchOption option =
          WatchOption.builder()
              .isPrefix(true)
              .withCreateNotify(true)
              .withRequireLeader(true)
              .build();
      try {
        synchronized (this) {
          if (!ended) {
            server = at;
            client = at.client();
            watcher = client.getWatchClient().watch(Bytes.of(prefix), option, this);
          }
        }
      } catch (Failure | RuntimeException failed) {
        broken();
      }
    }

    private void close() {
      Watch.Watcher last;
      synchronized (this) {
        ended = true;
        last = watcher;
      }
      if (last != null) {
        last.close();
      }
    }

    @Override
    public void onNext(WatchResponse response) {
      boolean begins = response.isCreatedNotify();
      boolean tells =
          response.getEvents().stream()
              .anyMatch(event -> telling.contains(Bytes.text(event.getKeyValue().getKey())));
      if ((begins || tells) && isCurrent(this)) {
        hint();
      }
    }

    @Override
    public void onError(Throwable failure) {
      withoutConnection = Failure.isWithoutConnection(failure);
      broken();
    }

    @Override
    public void onCompleted() {
      broken();
    }

    /** The library would go on by itself, on the same server; a new watch takes its place. */
    private void broken() {
      if (isCurrent(this)) {
        timer.execute(this::close);
        timer.schedule(this::leave, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    /** Not before a pause: where nobody answers it would go round and round. */
    private void leave() {
      Server left = server;
      if (withoutConnection) {
        left.discard(client);
      }
      if (left != null && isCurrent(this)) {
        servers.failed(left);
      }
      again(this);
    }
  }
}
