package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions for the leader keys of one connection: usually one, on which all leases of the same
 * ttl are. Thread safe.
 *
 * <p>The client pings by itself, so a session would outlive whoever stopped renewing. A timer ends
 * a holding when no renewal has succeeded for as long as its lease is guaranteed. It depends on no
 * caller and on no lock that a waiting call holds.
 */
final class LeaseSessions {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseSessions.class);

  private final ServerList servers;
  private final KnownTick tick;
  private final Ticker ticker;
  private final ScheduledExecutorService timer;
  private final List<LeaseSession> open = new ArrayList<>();
  private boolean closed;

  LeaseSessions(ServerList servers, KnownTick tick, Ticker ticker, ScheduledExecutorService timer) {
    this.servers = servers;
    this.tick = tick;
    this.ticker = ticker;
    this.timer = timer;
  }

  /** A new holding, in a session that is there or is only begun; does not wait. */
  synchronized Holding enter(String path, Duration ttl) throws StoreUnavailableException {
    if (closed) {
      throw new StoreUnavailableException("the zookeeper store has been closed", null);
    }
    open.removeIf(LeaseSession::hasEnded);
    for (LeaseSession session : open) {
      Optional<Holding> mine = session.enter(path, ttl);
      if (mine.isPresent()) {
        endWhenSilent(mine.get());
        return mine.get();
      }
    }
    Holding mine = begin(ttl).enter(path, ttl).orElseThrow();
    endWhenSilent(mine);
    return mine;
  }

  /**
   * Nothing is begun or prolonged from now on. A key that somebody holds is not taken away: he
   * would not know, and another would have it at once. It goes when he releases it, or has been
   * silent.
   *
   * @return done when what nobody uses has ended
   */
  synchronized CompletableFuture<Void> close() {
    closed = true;
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (LeaseSession session : open) {
      List<String> held = session.endUnlessHeld();
      if (held.isEmpty()) {
        ends.add(session.ended());
      } else {
        LOG.warn(
            "closed while {} leader keys are held, {} the first: they go when they are released, or"
                + " within their ttl",
            held.size(),
            held.get(0));
      }
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
  }

  /** Done when no session is left. */
  synchronized CompletableFuture<Void> allEnded() {
    return CompletableFuture.allOf(
        open.stream().map(LeaseSession::ended).toArray(CompletableFuture<?>[]::new));
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private LeaseSession begin(Duration ttl) throws StoreUnavailableException {
    try {
      LeaseSession session = LeaseSession.begin(servers, ttl, tick, ticker, timer);
      tick.askEach(servers.all());
      open.add(session);
      return session;
    } catch (IOException e) {
      throw new StoreUnavailableException("no zookeeper client could be opened", e);
    }
  }

  private void endWhenSilent(Holding mine) {
    if (mine.isOver()) {
      return;
    }
    Duration left = mine.silentAt().since(ticker.now());
    if (left.compareTo(Duration.ZERO) > 0) {
      timer.schedule(() -> endWhenSilent(mine), left.toNanos(), TimeUnit.NANOSECONDS);
      return;
    }
    if (mine.token().isPresent()) {
      LOG.warn("nobody has renewed {} in time, it is given up", mine.path());
    }
    mine.giveUp();
  }
}
