package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The session for everything but leader keys. It begins with the first call, since only a call
 * tells the ttl. Only a member's record is bound to a ttl, so there are more while members have
 * different ones; the first of them serves the rest. Thread safe.
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
  private final Map<Duration, CuratorSession> open = new LinkedHashMap<>();
  private final Map<ZooKeeperMember, CuratorSession> bound = new HashMap<>();
  private final Beat<Void> syncs;
  private Optional<CuratorSession> first = Optional.empty();
  private boolean closed;

  /**
   * @param onConnected told on an event thread whenever the first session can be used, for the
   *     first time, or again, or another one has taken its place
   */
  SharedSession(
      ServerList servers, Rhythm rhythm, Ticker ticker, Consumer<ZooKeeperSession> onConnected) {
    this.servers = servers;
    this.ticker = ticker;
    this.onConnected = onConnected;
    this.syncs = new Beat<>(rhythm.beatShared(), ticker);
  }

  /** The session, whatever its ttl; waits a little for its connection. */
  ZooKeeperSession connected(Call call) throws StoreUnavailableException {
    return await(whatever(call.ttl()), call);
  }

  /**
   * The session with this ttl. One of another ttl that the member's record is bound to stays open
   * until {@link #bound}, so that the record can be replaced without a gap.
   */
  ZooKeeperSession connectedWithTtl(Call call) throws StoreUnavailableException {
    return await(exactly(call.ttl()), call);
  }

  /** Brings the session up to date with the ensemble, as of that instant or later. */
  Beat.Sent<Void> sync(ZooKeeperSession session, MonoTime notBefore) {
    return syncs.ask(session, notBefore, session::sync);
  }

  /** The first session if it is connected now. */
  synchronized Optional<ZooKeeperSession> connectedNow() {
    return first.flatMap(session -> session.gate().await(ticker.now(), ticker));
  }

  /** The member's record now stands in the session with this ttl. */
  synchronized void bound(ZooKeeperMember member, Duration ttl) {
    CuratorSession session = open.get(ttl);
    if (session != null && bound.put(member, session) != session) {
      closeUnused();
    }
  }

  /** The member has no record any more. */
  synchronized void left(ZooKeeperMember member) {
    bound.remove(member);
    closeUnused();
  }

  synchronized CompletableFuture<Void> close() {
    closed = true;
    List<CompletableFuture<Void>> closing = new ArrayList<>();
    open.values().forEach(session -> closing.add(session.close()));
    open.clear();
    bound.clear();
    first = Optional.empty();
    return CompletableFuture.allOf(closing.toArray(CompletableFuture<?>[]::new));
  }

  /** All but those with records; if there are none, all but the first. */
  private void closeUnused() {
    if (bound.isEmpty()) {
      return;
    }
    boolean firstGoes = first.filter(session -> !bound.containsValue(session)).isPresent();
    open.values()
        .removeIf(
            session -> {
              boolean unused = !bound.containsValue(session);
              if (unused) {
                session.close();
              }
              return unused;
            });
    if (firstGoes) {
      first = open.values().stream().findFirst();
      connectedNow().ifPresent(onConnected);
    }
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
    return first.isPresent() ? first.get() : exactly(ttl);
  }

  private synchronized CuratorSession exactly(Duration ttl) throws StoreUnavailableException {
    if (closed) {
      throw new StoreUnavailableException("the zookeeper store has been closed", null);
    }
    CuratorSession session = open.get(ttl);
    if (session == null) {
      session = begin(ttl);
      open.put(ttl, session);
      first = first.or(() -> Optional.of(open.get(ttl)));
    }
    return session;
  }

  private CuratorSession begin(Duration ttl) throws StoreUnavailableException {
    CuratorSession session =
        new CuratorSession(servers, ttl, ticker, connected -> connected(ttl, connected));
    try {
      session.start();
    } catch (IOException e) {
      throw new StoreUnavailableException("no zookeeper client could be opened", e);
    }
    return session;
  }

  private void connected(Duration ttl, ZooKeeperSession session) {
    boolean isFirst;
    synchronized (this) {
      isFirst = first.filter(known -> known == open.get(ttl)).isPresent();
    }
    if (isFirst) {
      onConnected.accept(session);
    }
  }
}
