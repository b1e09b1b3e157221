package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher.Event.KeeperState;

/**
 * A session that exists only for leader keys: it begins with a claim, serves those that come after
 * it, and ends with the last. Holdings that are over before that have their key deleted, since the
 * session would keep it. Ends once and for all. Thread safe.
 */
final class LeaseSession implements ZooKeeperSession.Observer {

  /** Exists everywhere, and can be read by everybody. */
  private static final List<Op> PROOF = List.of(Op.check("/", -1));

  private final Duration ttl;
  private final KnownTick tick;
  private final Ticker ticker;
  private final ScheduledExecutorService timer;
  private final ZooKeeperSession session;
  private final ConnectionGate gate = new ConnectionGate();
  private final LeaseEvidence evidence;
  private final Beat<List<OpResult>> beat;
  private final MonoTime begun;
  private final Map<String, Holding> holdings = new HashMap<>();
  private volatile boolean hasBeenConnected;
  private Optional<Duration> granted = Optional.empty();
  private MonoTime proven;
  private volatile boolean ended;
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  private LeaseSession(
      Duration ttl, KnownTick tick, Ticker ticker, ScheduledExecutorService timer) {
    this.ttl = ttl;
    this.tick = tick;
    this.beat = new Beat<>(tick.said().beatShared(), ticker);
    this.ticker = ticker;
    this.timer = timer;
    this.session = new ZooKeeperSession(ticker, this);
    this.begun = ticker.now();
    this.proven = begun;
    this.evidence = new LeaseEvidence(begun);
  }

  /** Begins to connect; does not wait. */
  static LeaseSession begin(
      ServerList servers,
      Duration ttl,
      KnownTick tick,
      Ticker ticker,
      ScheduledExecutorService timer)
      throws IOException {
    LeaseSession leases = new LeaseSession(ttl, tick, ticker, timer);
    leases.session.open(servers, ttl, event -> {});
    return leases;
  }

  @Override
  public void stateChanged(ZooKeeperSession changed, KeeperState state) {
    if (state == KeeperState.SyncConnected) {
      hasBeenConnected = true;
      gate.open(changed);
    } else {
      gate.shut();
      if (state == KeeperState.Expired) {
        end();
      }
    }
  }

  /**
   * A new holding, or empty if the session is none for it: it has ended, has another ttl, has shown
   * no sign of life lately, or somebody else's claim to this very key goes on in it.
   */
  synchronized Optional<Holding> enter(String path, Duration wanted) {
    Holding before = holdings.get(path);
    boolean taken = before != null && !before.isOver();
    if (ended || taken || !wanted.equals(ttl) || isStale()) {
      return Optional.empty();
    }
    Holding mine = new Holding(this, path, before, ticker.now().plus(ttl));
    holdings.put(path, mine);
    return Optional.of(mine);
  }

  private boolean isStale() {
    return ticker.now().hasReached(proven.plus(granted.orElse(ttl).dividedBy(2)));
  }

  /**
   * The holding is over. If it was the last, so is the session; otherwise its key is deleted.
   *
   * @param mayStand unless the key is known to be gone, or somebody else's
   * @return done when the key is gone for certain
   */
  CompletableFuture<Void> left(Holding left, boolean mayStand) {
    synchronized (this) {
      if (holdings.get(left.path()) != left) {
        return settled();
      }
      if (!mayStand) {
        holdings.remove(left.path());
      }
      if (holdings.values().stream().allMatch(Holding::isOver)) {
        return end();
      }
      if (!mayStand) {
        return settled();
      }
    }
    Withdrawal withdrawal =
        new Withdrawal(session, left.path(), this, () -> isLookedAfterBy(left), timer);
    return withdrawal.begin().thenRun(() -> forget(left));
  }

  /** Nothing is left to be done but what the end of the session does, if it is ending. */
  private CompletableFuture<Void> settled() {
    return ended ? gone : CompletableFuture.completedFuture(null);
  }

  /** False once the session has ended, or a newer holding of the same key has to see to it. */
  private synchronized boolean isLookedAfterBy(Holding left) {
    return !ended && holdings.get(left.path()) == left;
  }

  private synchronized void forget(Holding left) {
    holdings.remove(left.path(), left);
  }

  /**
   * The proof that the session lives: the last one if that was asked for just now over the
   * connection that stands, else a new one.
   */
  Beat.Sent<List<OpResult>> beat() {
    return beat.ask(session, MonoTime.MIN, () -> session.multi(PROOF));
  }

  /**
   * Takes note of an answer through the quorum.
   *
   * @return the instant from which the ensemble certainly counts
   */
  synchronized MonoTime proved(MonoTime sentAt, Reply<?> reply) {
    // Servers of one ensemble may allow different timeouts; each applies from its connection on.
    Duration timeout = session.timeout();
    granted =
        granted.filter(before -> before.compareTo(timeout) < 0).or(() -> Optional.of(timeout));
    if (timeout.compareTo(ttl) > 0) {
      tick.grants(timeout);
    }
    proven = evidence.success(sentAt, reply, tick.rhythm().reportedAfter());
    return proven;
  }

  /** How long the ensemble keeps the session without a sign of life. */
  synchronized Duration guarantee() {
    return granted.orElse(ttl);
  }

  /** The session once it is connected, or empty if it is not by the deadline. */
  Optional<ZooKeeperSession> await(MonoTime deadline) {
    return gate.await(deadline, ticker);
  }

  boolean hasBeenConnected() {
    return hasBeenConnected;
  }

  long id() {
    return session.id();
  }

  boolean hasEnded() {
    return ended;
  }

  /**
   * Ends the session if nobody holds or claims a key in it. Does not block.
   *
   * @return the keys because of which it goes on
   */
  synchronized List<String> endUnlessHeld() {
    List<String> held =
        holdings.values().stream().filter(h -> !h.isOver()).map(Holding::path).sorted().toList();
    if (held.isEmpty()) {
      end();
    }
    return held;
  }

  /** Done when the session has ended at the server, or cannot be ended there. */
  CompletableFuture<Void> ended() {
    return gone;
  }

  /** Ends the session at the server as soon as that can be reached. Idempotent; does not block. */
  synchronized CompletableFuture<Void> end() {
    if (!ended) {
      ended = true;
      holdings.clear();
      session.close().whenComplete((done, failure) -> gone.complete(null));
    }
    return gone;
  }
}
