package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One node's claims to the leader key: one holding at a time, begun by a claim, over with release,
 * definite loss, or silence. Thread safe.
 */
final class ZooKeeperLease {
  private final KeyLayout keys;
  private final LeaderKey key;
  private final Adoption adoption;
  private final LeaseSessions sessions;
  private final ServerList servers;
  private final Ticker ticker;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Optional<Holding> current = Optional.empty();
  private boolean closed;

  ZooKeeperLease(
      KeyLayout keys, KnownKeys known, LeaseSessions sessions, ServerList servers, Ticker ticker) {
    this.keys = keys;
    this.adoption = new Adoption(keys, ticker);
    this.key = new LeaderKey(keys, known, adoption, ticker);
    this.sessions = sessions;
    this.servers = servers;
    this.ticker = ticker;
  }

  /** Waits for a new session's first connection until the deadline: it has only just been begun. */
  LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    takeTurn(call);
    try {
      if (sessions.isClosed()) {
        throw closed();
      }
      Optional<Holding> live = live();
      Holding mine = live.isPresent() ? live.get() : begin(call.ttl());
      boolean isNew = live.isEmpty() && !mine.session().hasBeenConnected();
      Optional<ZooKeeperSession> session =
          mine.session().await(isNew ? call.deadline() : patienceEnds(call));
      if (session.isEmpty()) {
        if (live.isEmpty()) {
          mine.giveUp();
        }
        throw ZooKeeperFailures.notConnected(servers);
      }
      return key.claim(mine, session.get(), claim, call);
    } finally {
      turn.unlock();
    }
  }

  LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException {
    takeTurn(call);
    try {
      Optional<Holding> mine = named(token);
      if (mine.isEmpty()) {
        return new LeaseResult.Lost("the lease is over");
      }
      if (sessions.isClosed()) {
        throw closed();
      }
      Optional<ZooKeeperSession> session = mine.get().session().await(patienceEnds(call));
      if (session.isPresent()) {
        return key.renew(mine.get(), session.get(), beacon, call);
      }
      if (mine.get().isOver()) {
        return new LeaseResult.Lost("the leader session has expired");
      }
      throw ZooKeeperFailures.notConnected(servers);
    } finally {
      turn.unlock();
    }
  }

  WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException {
    takeTurn(call);
    try {
      Optional<Holding> mine = named(token);
      if (mine.isEmpty()) {
        return WriteResult.CONFLICT;
      }
      Optional<ZooKeeperSession> session = mine.get().session().await(patienceEnds(call));
      if (session.isEmpty()) {
        throw ZooKeeperFailures.notConnected(servers);
      }
      return key.release(mine.get(), session.get(), last, call);
    } finally {
      turn.unlock();
    }
  }

  /** Id of the session of the live claim, whether or not it holds the key yet. */
  OptionalLong sessionId() {
    long id = live().map(mine -> mine.session().id()).orElse(0L);
    return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
  }

  synchronized CompletableFuture<Void> close() {
    closed = true;
    return current.map(Holding::giveUp).orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private synchronized Holding begin(Duration ttl) throws StoreUnavailableException {
    if (closed) {
      throw closed();
    }
    Holding mine = sessions.enter(keys.leader(), ttl);
    current.flatMap(Holding::token).map(LeaseToken::term).ifPresent(adoption::ended);
    current = Optional.of(mine);
    return mine;
  }

  private static StoreUnavailableException closed() {
    return new StoreUnavailableException("the zookeeper store has been closed", null);
  }

  private Optional<Holding> live() {
    return current.filter(mine -> !mine.isOver());
  }

  private Optional<Holding> named(LeaseToken token) {
    return live().filter(mine -> mine.token().equals(Optional.of(token)));
  }

  private MonoTime patienceEnds(Call call) {
    return MonoTime.earlier(call.deadline(), ticker.now().plus(SharedSession.CONNECT_PATIENCE));
  }

  private void takeTurn(Call call) throws StoreUnavailableException {
    try {
      if (turn.tryLock(call.remaining(ticker.now()).toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new StoreUnavailableException("another call about the leader key takes too long", null);
  }
}
