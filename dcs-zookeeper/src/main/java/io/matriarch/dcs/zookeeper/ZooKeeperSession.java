package io.matriarch.dcs.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.Stat;

/**
 * One session from its first connection to its end, over as many connections as that takes.
 *
 * <p>Requests are sent in the order of the calls and answered in that order; none blocks. Answers
 * and state changes arrive on the session's own event thread, in the order in which they happened:
 * this is why an answer can tell which connection it came over.
 */
final class ZooKeeperSession implements Watcher {

  /** Hears of connections won and lost, on the event thread; must return at once. */
  @FunctionalInterface
  interface Observer {
    void stateChanged(ZooKeeperSession session, KeeperState state);
  }

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  private final Ticker ticker;
  private final Observer observer;
  private final Queue<MonoTime> unanswered = new ConcurrentLinkedQueue<>();
  private volatile int connection;
  private volatile boolean worthLeaving;
  private volatile ZooKeeper handle;
  private Watcher next;
  private boolean alternatives;

  ZooKeeperSession(Ticker ticker, Observer observer) {
    this.ticker = ticker;
    this.observer = observer;
  }

  /**
   * Begins to connect; called once. Holds the lock so that no event is handled before the handle is
   * known.
   *
   * @param next told of every event after this object
   */
  synchronized ZooKeeper open(ServerList servers, Duration timeout, Watcher next)
      throws IOException {
    ZKClientConfig config = new ZKClientConfig();
    config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    config.setProperty(
        ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNIO");
    this.next = next;
    alternatives = servers.size() > 1;
    int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    handle =
        new ZooKeeper(servers.toString(), millis, this, false, servers.forSession(timeout), config);
    return handle;
  }

  @Override
  public void process(WatchedEvent event) {
    Watcher after;
    synchronized (this) {
      after = next;
    }
    if (event.getType() == EventType.None) {
      worthLeaving = event.getState() == KeeperState.SyncConnected && alternatives;
      if (event.getState() == KeeperState.SyncConnected) {
        connection++;
      }
      observer.stateChanged(this, event.getState());
    }
    after.process(event);
  }

  /** The server's name for the session; 0 before the first connection. */
  long id() {
    return handle.getSessionId();
  }

  /** The timeout that the server granted. */
  Duration timeout() {
    return Duration.ofMillis(handle.getSessionTimeout());
  }

  /** Which of the session's connections stands, or stood last; counted from 1. */
  int connection() {
    return connection;
  }

  CompletableFuture<Reply<Node>> get(String path) {
    return get(path, null);
  }

  /** Leaves a watch for the next change or deletion, if there is such a node. */
  CompletableFuture<Reply<Node>> get(String path, Watcher watcher) {
    return send(
        answer ->
            handle.getData(
                path,
                watcher,
                (rc, p, ctx, data, stat) ->
                    reply(answer, rc, new Node(data == null ? "" : new String(data, UTF_8), stat)),
                null));
  }

  CompletableFuture<Reply<Stat>> stat(String path) {
    return send(
        answer -> handle.exists(path, false, (rc, p, ctx, stat) -> reply(answer, rc, stat), null));
  }

  /** Leaves a watch for the next creation, change or deletion. */
  CompletableFuture<Reply<Stat>> watch(String path, Watcher watcher) {
    return send(
        answer ->
            handle.exists(path, watcher, (rc, p, ctx, stat) -> reply(answer, rc, stat), null));
  }

  /** Takes all watches of this session off a path, at the server as well. */
  void unwatch(String path) {
    send(
        answer ->
            handle.removeAllWatches(
                path, WatcherType.Any, true, (rc, p, ctx) -> reply(answer, rc, null), null));
  }

  CompletableFuture<Reply<List<String>>> children(String path) {
    return children(path, null);
  }

  /** Leaves a watch for the next name that comes or goes, if there is such a node. */
  CompletableFuture<Reply<List<String>>> children(String path, Watcher watcher) {
    return send(
        answer ->
            handle.getChildren(
                path, watcher, (rc, p, ctx, names) -> reply(answer, rc, names), null));
  }

  CompletableFuture<Reply<String>> create(String path, String text, CreateMode mode) {
    return send(
        answer ->
            handle.create(
                path,
                text.getBytes(UTF_8),
                Ids.OPEN_ACL_UNSAFE,
                mode,
                (rc, p, ctx, name) -> reply(answer, rc, name),
                null));
  }

  CompletableFuture<Reply<Stat>> set(String path, String text, int version) {
    return send(
        answer ->
            handle.setData(
                path,
                text.getBytes(UTF_8),
                version,
                (rc, p, ctx, stat) -> reply(answer, rc, stat),
                null));
  }

  CompletableFuture<Reply<Void>> delete(String path, int version) {
    return send(
        answer -> handle.delete(path, version, (rc, p, ctx) -> reply(answer, rc, null), null));
  }

  /** All or none; the code is that of the first operation that failed. */
  CompletableFuture<Reply<List<OpResult>>> multi(List<Op> ops) {
    return send(
        answer -> handle.multi(ops, (rc, p, ctx, results) -> reply(answer, rc, results), null));
  }

  /** Makes requests that follow see at least what the ensemble had agreed on by now. */
  CompletableFuture<Reply<Void>> sync() {
    return send(answer -> handle.sync("/", (rc, p, ctx) -> reply(answer, rc, null), null));
  }

  /** Creates an empty persistent node and, where they are missing, those above it. */
  void makeFolder(String path, Call call) throws StoreException {
    Code code = await(create(path, "", CreateMode.PERSISTENT), call).code();
    if (code == Code.NONODE) {
      makeFolder(path.substring(0, path.lastIndexOf('/')), call);
      code = await(create(path, "", CreateMode.PERSISTENT), call).code();
    }
    if (code != Code.OK && code != Code.NODEEXISTS) {
      throw ZooKeeperFailures.ofWrite(code, path);
    }
  }

  /**
   * Waits for an answer until the call's deadline. If the server has left a request unanswered for
   * a quarter of the session timeout and there are others, the connection is given up, so that one
   * hung server does not cost the session; the client alone would wait for two thirds.
   */
  <T> Reply<T> await(CompletableFuture<Reply<T>> answer, Call call) {
    try {
      while (!answer.isDone() && !ticker.now().hasReached(call.deadline())) {
        MonoTime hung = hungAt();
        if (ticker.now().hasReached(hung)) {
          leaveServer();
        } else {
          pause(answer, MonoTime.earlier(hung, call.deadline()));
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return answer.getNow(new Reply<>(Code.OPERATIONTIMEOUT, null, connection, ticker.now()));
  }

  /** Ends the session at the server, in a thread of its own: a hung server may take its time. */
  CompletableFuture<Void> close() {
    return Closing.start(handle::close);
  }

  private void pause(CompletableFuture<?> answer, MonoTime until) throws InterruptedException {
    try {
      answer.get(until.since(ticker.now()).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException notYet) {
      // The caller looks at the clock.
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private MonoTime hungAt() {
    MonoTime oldest = unanswered.peek();
    if (oldest == null || !worthLeaving) {
      return MonoTime.MAX;
    }
    Duration patience = timeout().dividedBy(4);
    return oldest.plus(patience.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : patience);
  }

  private void leaveServer() {
    worthLeaving = false;
    try {
      handle.getTestable().closeSocket();
    } catch (IOException closedAlready) {
      return;
    }
    // The client notices a socket that was closed under it only when it has something to send.
    stat("/");
  }

  private <T> CompletableFuture<Reply<T>> send(Consumer<CompletableFuture<Reply<T>>> request) {
    CompletableFuture<Reply<T>> answer = new CompletableFuture<>();
    unanswered.add(ticker.now());
    request.accept(answer);
    return answer;
  }

  private <T> void reply(CompletableFuture<Reply<T>> answer, int rc, T body) {
    unanswered.poll();
    answer.complete(new Reply<>(Code.get(rc), body, connection, ticker.now()));
  }
}
