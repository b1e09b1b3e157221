package io.matriarch.testkit.store;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One cluster's keys, shared by the nodes of one JVM. Leases and announcements really expire on the
 * given ticker. Thread safe; tests can cut nodes off, stop the store, or lose answers.
 */
public final class InMemoryStore implements AutoCloseable {
  private static final long SWEEP_MILLIS = 10;

  private final Ticker ticker;
  private final StoreKeys keys;
  private final List<InMemoryClient> clients = new CopyOnWriteArrayList<>();
  private final Set<NodeName> cut = ConcurrentHashMap.newKeySet();
  private final Set<NodeName> losesNextAnswer = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService hints;
  private final ScheduledFuture<?> sweeping;
  private final boolean ownsThread;
  private volatile boolean down;
  private int sessions;

  public InMemoryStore(Ticker ticker) {
    this(ticker, StoreFlavour.EXACT);
  }

  public InMemoryStore(Ticker ticker, StoreFlavour flavour) {
    this(ticker, flavour, thread(), true);
  }

  /** With the thread of somebody who ends it. */
  InMemoryStore(Ticker ticker, StoreFlavour flavour, ScheduledExecutorService hints) {
    this(ticker, flavour, hints, false);
  }

  private InMemoryStore(
      Ticker ticker, StoreFlavour flavour, ScheduledExecutorService hints, boolean ownsThread) {
    this.ticker = ticker;
    this.keys = new StoreKeys(flavour);
    this.hints = hints;
    this.ownsThread = ownsThread;
    this.sweeping =
        hints.scheduleWithFixedDelay(
            this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One for hints and expiry, of this store or of many. */
  static ScheduledExecutorService thread() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "memory-store");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** A new client with sessions of its own: one process of that node. */
  public synchronized ClusterStore client(NodeName node) {
    InMemoryClient client = new InMemoryClient(this, node, node + "#" + ++sessions, ticker);
    clients.add(client);
    return client;
  }

  /** While down, no call is applied, and nothing expires. */
  public void down(boolean isDown) {
    down = isDown;
    if (!isDown) {
      operate(all -> true);
    }
  }

  /** While cut off, no call of that node is applied and it gets no hints. */
  public void cut(NodeName node, boolean isCut) {
    if (isCut) {
      cut.add(node);
    } else {
      cut.remove(node);
      hint();
    }
  }

  /** The next call of that node is applied and its answer is lost. */
  public void loseNextAnswer(NodeName node) {
    losesNextAnswer.add(node);
  }

  /** An operator writes a document, e.g. {@link StoreKeys#CONFIG}. */
  public void write(String key, String text) {
    operate(
        all -> {
          all.write(key, text);
          return true;
        });
  }

  /** An operator removes the leader key. */
  public void removeLeader() {
    operate(
        all -> {
          all.removeLeader();
          return true;
        });
  }

  /** Lets what is due on the ticker happen now; returns once all hints about it were given. */
  public void settle() {
    sweep();
    if (!hints.isShutdown()) {
      CompletableFuture.runAsync(() -> {}, hints).join();
    }
  }

  public Optional<NodeName> leader() {
    return image().lease().map(HeldLease::holder);
  }

  /** All keys as they stand now. */
  public synchronized StoreImage image() {
    return keys.image();
  }

  /** Ends the hints. Idempotent. */
  @Override
  public void close() {
    sweeping.cancel(false);
    if (ownsThread) {
      hints.shutdownNow();
    }
  }

  StoreFlavour flavour() {
    return keys.flavour();
  }

  boolean reachableBy(NodeName node) {
    return !down && !cut.contains(node);
  }

  boolean losesAnswerOf(NodeName node) {
    return losesNextAnswer.remove(node);
  }

  void forget(InMemoryClient client) {
    clients.remove(client);
  }

  MonoTime now() {
    return ticker.now();
  }

  /** Applies one operation; a change that others have to know of gives hints. */
  <T> T operate(Function<StoreKeys, T> operation) {
    T result;
    boolean changed;
    synchronized (this) {
      StoreImage before = keys.image();
      clients.stream()
          .filter(InMemoryClient::reachable)
          .forEach(client -> keys.pinged(client.session(), now()));
      keys.expire(now());
      result = operation.apply(keys);
      changed = StoreChanges.worthAHint(before, keys.image());
    }
    if (changed) {
      hint();
    }
    return result;
  }

  private void sweep() {
    if (!down) {
      operate(all -> true);
    }
  }

  private void hint() {
    if (!hints.isShutdown()) {
      hints.execute(
          () -> clients.stream().filter(InMemoryClient::reachable).forEach(InMemoryClient::hint));
    }
  }
}
