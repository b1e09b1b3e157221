package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;

/**
 * What is known of one cluster's keys, and who is to hear of changes.
 *
 * <p>Whatever is read leaves a watch and stays known until that fires. An event comes before any
 * answer that was given after the change, so after a sync everything that is still known is as the
 * ensemble had it. ZooKeeper's watches fire once: where a change must wake the node, the next one
 * is set before the hint goes out, so a read that follows the hint cannot miss what a later watch
 * would not tell. After a connection was won, for the first time or again, nothing is known, and
 * one hint says that there may have been a gap. Thread safe; nothing blocks.
 */
final class KnownKeys {

  /** Reads without a cause come less often than this. */
  private static final Duration UNPROVOKED = Duration.ofSeconds(1);

  private final KeyLayout keys;
  private final Ticker ticker;
  private final Set<String> telling;
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Reply<Node>>> nodes = new HashMap<>();
  private final Map<String, CompletableFuture<Reply<List<String>>>> folders = new HashMap<>();
  private final Set<String> present = new HashSet<>();
  private ZooKeeperSession session;
  private MonoTime disturbedAt = MonoTime.MIN;
  private MonoTime readAt = MonoTime.MIN;
  private boolean closed;

  KnownKeys(KeyLayout keys, Ticker ticker) {
    this.keys = keys;
    this.ticker = ticker;
    this.telling =
        Set.of(keys.leader(), keys.config(), keys.failover(), keys.sync(), keys.initialize());
  }

  WatchHandle watch(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Called whenever the session was connected: forgets everything, and watches anew. */
  void connected(ZooKeeperSession now) {
    synchronized (this) {
      if (closed) {
        return;
      }
      session = now;
      forgetAll();
    }
    disturbed();
    names(now, keys.base()).thenAccept(list -> hintOnceWatched(tellingNodes(now, list), list));
  }

  /** Ends it for good, its watches at the server as well. */
  void close() {
    ZooKeeperSession last;
    Set<String> watched;
    synchronized (this) {
      closed = true;
      last = session;
      session = null;
      watched = new HashSet<>(nodes.keySet());
      watched.addAll(folders.keySet());
      forgetAll();
    }
    if (last != null) {
      watched.forEach(last::unwatch);
    }
  }

  /** Something was or may have been changed just now. */
  synchronized void disturbed() {
    disturbedAt = ticker.now();
  }

  /**
   * A sync before this instant would not do for a read that begins now: it was before a change that
   * somebody knows of. So it may be where one read follows the other, for which there is a reason.
   */
  synchronized MonoTime syncNotBefore() {
    MonoTime now = ticker.now();
    boolean again = now.isBefore(readAt.plus(UNPROVOKED));
    readAt = now;
    return again ? now : disturbedAt;
  }

  /** The node, as it is known or else as it is now. */
  CompletableFuture<Reply<Node>> node(ZooKeeperSession asked, String path) {
    return known(asked, nodes, path, () -> asked.get(path, new KeyWatch(asked, path)));
  }

  /** The names in a folder, as they are known or else as they are now. */
  CompletableFuture<Reply<List<String>>> names(ZooKeeperSession asked, String folder) {
    return known(asked, folders, folder, () -> namesNow(asked, folder));
  }

  /** True if it is known that there is no such folder, and it would be known if it had come. */
  boolean lacks(String folder) {
    return folderNow(folder).filter(reply -> reply.is(Code.NONODE)).isPresent();
  }

  /** True if it is known that the folder has no such name, or is not there. */
  boolean lacks(String folder, String name) {
    return folderNow(folder).filter(reply -> !reply.body().contains(name)).isPresent();
  }

  private Optional<Reply<List<String>>> folderNow(String folder) {
    CompletableFuture<Reply<List<String>>> answer;
    synchronized (this) {
      answer = folders.get(folder);
    }
    return Optional.ofNullable(answer)
        .map(known -> known.getNow(null))
        .filter(reply -> isAnswer(reply) && reply.body() != null);
  }

  private CompletableFuture<Reply<List<String>>> namesNow(ZooKeeperSession asked, String folder) {
    KeyWatch watch = new KeyWatch(asked, folder);
    return asked
        .children(folder, watch)
        .thenCompose(
            reply ->
                reply.is(Code.NONODE)
                    ? asked.watch(folder, watch).thenCompose(stat -> absent(asked, folder, stat))
                    : CompletableFuture.completedFuture(reply));
  }

  /** A folder that is not there is watched for; it may have come meanwhile. */
  private CompletableFuture<Reply<List<String>>> absent(
      ZooKeeperSession asked, String folder, Reply<?> stat) {
    return stat.ok()
        ? namesNow(asked, folder)
        : CompletableFuture.completedFuture(
            new Reply<>(stat.code(), List.of(), stat.connection(), stat.at()));
  }

  private <T> CompletableFuture<Reply<T>> known(
      ZooKeeperSession asked,
      Map<String, CompletableFuture<Reply<T>>> all,
      String path,
      Supplier<CompletableFuture<Reply<T>>> request) {
    CompletableFuture<Reply<T>> answer;
    synchronized (this) {
      CompletableFuture<Reply<T>> before = all.get(path);
      if (before != null && asked == session) {
        return before;
      }
      answer = request.get();
      if (asked == session) {
        all.put(path, answer);
      }
    }
    answer.thenAccept(reply -> keepIfWatched(all, path, answer, reply));
    return answer;
  }

  /** A node that is not there has no watch, nor has what was asked in vain. */
  private synchronized <T> void keepIfWatched(
      Map<String, CompletableFuture<Reply<T>>> all,
      String path,
      CompletableFuture<Reply<T>> answer,
      Reply<T> reply) {
    boolean isWatched = reply.ok() || reply.is(Code.NONODE) && reply.body() instanceof List;
    if (!isWatched) {
      all.remove(path, answer);
    }
  }

  private void forgetAll() {
    nodes.clear();
    folders.clear();
    present.clear();
  }

  /** Looks at those nodes whose change is to be told, which leaves watches on them. */
  private List<CompletableFuture<Reply<Node>>> tellingNodes(
      ZooKeeperSession asked, Reply<List<String>> list) {
    Set<String> found = tellingIn(list);
    synchronized (this) {
      if (asked == session) {
        present.clear();
        present.addAll(found);
      }
    }
    return found.stream().map(path -> node(asked, path)).toList();
  }

  private Set<String> tellingIn(Reply<List<String>> list) {
    Set<String> found = new HashSet<>();
    for (String name : Objects.requireNonNullElse(list.body(), List.<String>of())) {
      String path = keys.base() + "/" + name;
      if (telling.contains(path)) {
        found.add(path);
      }
    }
    return found;
  }

  /** Where an answer is lost, so is the connection, and the next one gives the hint. */
  private void hintOnceWatched(
      List<CompletableFuture<Reply<Node>>> looks, Reply<List<String>> list) {
    CompletableFuture.allOf(looks.toArray(CompletableFuture<?>[]::new))
        .thenRun(
            () -> {
              if (isAnswer(list) && looks.stream().allMatch(look -> isAnswer(look.join()))) {
                hint();
              }
            });
  }

  private static boolean isAnswer(Reply<?> reply) {
    return reply.ok() || reply.is(Code.NONODE);
  }

  private void hint() {
    listeners.forEach(ChangeListener::changed);
  }

  private void changed(ZooKeeperSession where, String path, EventType type) {
    synchronized (this) {
      if (where != session) {
        return;
      }
      nodes.remove(path);
      folders.remove(path);
      disturbedAt = ticker.now();
      if (type == EventType.NodeDeleted) {
        present.remove(path);
      }
    }
    if (path.equals(keys.base())) {
      names(where, path).thenAccept(list -> listed(where, list));
    } else if (telling.contains(path)) {
      if (type != EventType.NodeDeleted) {
        // Where this fails the connection is lost, and the next one begins anew.
        node(where, path);
      }
      hint();
    }
  }

  /** The keys directly below the cluster's have changed; most of them concern nobody at once. */
  private void listed(ZooKeeperSession where, Reply<List<String>> list) {
    Set<String> before;
    synchronized (this) {
      before = Set.copyOf(present);
    }
    tellingNodes(where, list);
    if (!before.equals(tellingIn(list))) {
      hint();
    }
  }

  /** One key's watch in one session; equal to another of the same, so that none is set twice. */
  private final class KeyWatch implements Watcher {
    private final ZooKeeperSession session;
    private final String path;

    KeyWatch(ZooKeeperSession session, String path) {
      this.session = session;
      this.path = path;
    }

    @Override
    public void process(WatchedEvent event) {
      switch (event.getType()) {
        case NodeCreated, NodeDataChanged, NodeDeleted, NodeChildrenChanged ->
            changed(session, path, event.getType());
        default -> {
          // The connection, or the end of the watch.
        }
      }
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
