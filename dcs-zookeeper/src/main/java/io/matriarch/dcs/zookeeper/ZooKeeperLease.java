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
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leader's session from claim to end: one at a time, opened by a claim, ended by release, by
 * definite loss, or by silence.
 *
 * <p>Silence: the client pings by itself, so a session would outlive whoever stopped renewing. A
 * timer of this object ends it when no renewal has succeeded for as long as the lease is
 * guaranteed. It depends on no caller and on no lock that a waiting call holds.
 */
final class ZooKeeperLease {
  private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperLease.class);

  private final LeaderKey key;
  private final Adoption adoption;
  private final ServerList servers;
  private final Duration reportedAfter;
  private final Ticker ticker;
  private final ReentrantLock turn = new ReentrantLock();
  private final ScheduledThreadPoolExecutor timer;
  private volatile Optional<LeaderSession> current = Optional.empty();
  private boolean closed;

  ZooKeeperLease(KeyLayout keys, ServerList servers, Duration reportedAfter, Ticker ticker) {
    this.adoption = new Adoption(keys, ticker);
    this.key = new LeaderKey(keys, adoption, ticker);
    this.servers = servers;
    this.reportedAfter = reportedAfter;
    this.ticker = ticker;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "matriarch-zookeeper-silence");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Waits for a new session's first connection until the deadline: it has only just been begun. */
  LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    takeTurn(call);
    try {
      Optional<LeaderSession> live = live();
      LeaderSession mine = live.isPresent() ? live.get() : begin(call.ttl());
      MonoTime patienceEnds = live.isPresent() ? patienceEnds(call) : call.deadline();
      Optional<ZooKeeperSession> session = mine.await(patienceEnds);
      if (session.isEmpty()) {
        if (live.isEmpty()) {
          mine.end();
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
      Optional<LeaderSession> mine = named(token);
      if (mine.isEmpty()) {
        return new LeaseResult.Lost("the leader session has ended");
      }
      Optional<ZooKeeperSession> session = mine.get().await(patienceEnds(call));
      if (session.isPresent()) {
        return key.renew(mine.get(), session.get(), beacon, call);
      }
      if (mine.get().hasEnded()) {
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
      Optional<LeaderSession> mine = named(token);
      if (mine.isEmpty()) {
        return WriteResult.CONFLICT;
      }
      Optional<ZooKeeperSession> session = mine.get().await(patienceEnds(call));
      if (session.isEmpty()) {
        throw ZooKeeperFailures.notConnected(servers);
      }
      return key.release(mine.get(), session.get(), last, call);
    } finally {
      turn.unlock();
    }
  }

  /** Id of the live leader session, whether or not it holds the key yet. */
  OptionalLong sessionId() {
    long id = live().map(LeaderSession::id).orElse(0L);
    return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
  }

  synchronized CompletableFuture<Void> close() {
    closed = true;
    timer.shutdownNow();
    return current.map(LeaderSession::end).orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private synchronized LeaderSession begin(Duration ttl) throws StoreUnavailableException {
    if (closed) {
      throw new StoreUnavailableException("the zookeeper store has been closed", null);
    }
    try {
      LeaderSession mine = LeaderSession.begin(servers, ttl, reportedAfter, ticker);
      current
          .filter(before -> before.token().isPresent())
          .ifPresent(before -> adoption.ended(before.id()));
      current = Optional.of(mine);
      endWhenSilent(mine);
      return mine;
    } catch (IOException e) {
      throw new StoreUnavailableException("no zookeeper client could be opened", e);
    }
  }

  private void endWhenSilent(LeaderSession mine) {
    if (mine.hasEnded()) {
      return;
    }
    Duration left = mine.silentAt().since(ticker.now());
    if (left.compareTo(Duration.ZERO) > 0) {
      timer.schedule(() -> endWhenSilent(mine), left.toNanos(), TimeUnit.NANOSECONDS);
      return;
    }
    if (mine.token().isPresent()) {
      LOG.warn("nobody has renewed the leader key in time, its session is given up");
    }
    mine.end();
  }

  private Optional<LeaderSession> live() {
    return current.filter(mine -> !mine.hasEnded());
  }

  private Optional<LeaderSession> named(LeaseToken token) {
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
