package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The session for everything but the leader key. It begins with the first call, since only a call
 * tells the ttl. Thread safe.
 */
final class SharedSession {

  /**
   * How long a call waits for a connection that is not there. Long enough for the client's own
   * reconnecting, which pauses for up to a second; short enough to tell of an outage at once.
   */
  static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

  /**
   * The same for the first connection, which often comes while the whole process still warms up.
   */
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(2);

  private final ServerList servers;
  private final Ticker ticker;
  private final Consumer<ZooKeeperSession> onConnected;
  private final List<CuratorSession> replaced = new ArrayList<>();
  private Optional<CuratorSession> current = Optional.empty();
  private boolean closed;

  SharedSession(ServerList servers, Ticker ticker, Consumer<ZooKeeperSession> onConnected) {
    this.servers = servers;
    this.ticker = ticker;
    this.onConnected = onConnected;
  }

  /** The session, whatever its ttl; waits a little for its connection. */
  ZooKeeperSession connected(Call call) throws StoreUnavailableException {
    return await(whatever(call.ttl()), call);
  }

  /**
   * The session with this ttl. If the ttl is a new one the session before stays open until {@link
   * #closeReplaced()}, so that its ephemeral nodes can be replaced without a gap.
   */
  ZooKeeperSession connectedWithTtl(Call call) throws StoreUnavailableException {
    return await(exactly(call.ttl()), call);
  }

  synchronized void closeReplaced() {
    replaced.forEach(CuratorSession::close);
    replaced.clear();
  }

  synchronized CompletableFuture<Void> close() {
    closed = true;
    current.ifPresent(replaced::add);
    current = Optional.empty();
    CompletableFuture<?>[] closing =
        replaced.stream().map(CuratorSession::close).toArray(CompletableFuture<?>[]::new);
    replaced.clear();
    return CompletableFuture.allOf(closing);
  }

  private ZooKeeperSession await(CuratorSession session, Call call)
      throws StoreUnavailableException {
    Duration patience = session.hasBeenConnected() ? CONNECT_PATIENCE : FIRST_PATIENCE;
    MonoTime patienceEnds = ticker.now().plus(patience);
    Optional<ZooKeeperSession> connected =
        session.gate().await(MonoTime.earlier(call.deadline(), patienceEnds), ticker);
    if (connected.isEmpty()) {
      session.replaceIfLongLost();
      throw ZooKeeperFailures.notConnected(servers);
    }
    return connected.get();
  }

  private synchronized CuratorSession whatever(Duration ttl) throws StoreUnavailableException {
    return current.isPresent() ? current.get() : begin(ttl);
  }

  private synchronized CuratorSession exactly(Duration ttl) throws StoreUnavailableException {
    if (current.isPresent() && !current.get().ttl().equals(ttl)) {
      replaced.add(current.get());
      return begin(ttl);
    }
    return whatever(ttl);
  }

  private CuratorSession begin(Duration ttl) throws StoreUnavailableException {
    if (closed) {
      throw new StoreUnavailableException("the zookeeper store has been closed", null);
    }
    CuratorSession session = new CuratorSession(servers, ttl, ticker, onConnected);
    try {
      session.start();
    } catch (IOException e) {
      throw new StoreUnavailableException("no zookeeper client could be opened", e);
    }
    current = Optional.of(session);
    return session;
  }
}
