package io.matriarch.dcs.etcd;

import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.TxnResponse;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One node's claims to the leader key: one holding at a time, begun by a claim, over with release,
 * definite loss, or the end of its lease. Thread safe.
 */
final class EtcdLease {

  /** One claim, its lease, and what came of it. Only ever touched by whose turn it is. */
  private static final class Holding {
    private final Leases.Lease lease;
    private final Map<String, String> written = new HashMap<>();
    private Optional<Term> term = Optional.empty();

    Holding(Leases.Lease lease) {
      this.lease = lease;
    }

    void took(long revision) {
      Optional<Term> taken = Optional.of(new Term(revision));
      if (!taken.equals(term)) {
        written.clear();
      }
      term = taken;
    }

    boolean isNamed(LeaseToken token) {
      return term.equals(Optional.of(token.term())) && lease.handle().equals(token.handle());
    }

    boolean owns(KeyValue record) {
      return record.getLease() == lease.id();
    }

    LeaseResult held(MonoTime sentAt, Duration lasts) {
      return new LeaseResult.Held(
          new LeaseToken(term.orElseThrow(), lease.handle()), sentAt, lasts);
    }
  }

  private final KeyLayout keys;
  private final LeaderKey key;
  private final Calls calls;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Optional<Holding> current = Optional.empty();
  private OptionalLong givenUp = OptionalLong.empty();
  private volatile boolean closed;

  EtcdLease(KeyLayout keys, Calls calls) {
    this.keys = keys;
    this.key = new LeaderKey(keys);
    this.calls = calls;
  }

  LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    takeTurn(call);
    try {
      if (closed) {
        throw EtcdFailures.closed();
      }
      LeaseResult result =
          calls.repeatable(keys.leader(), call, attempt -> claim(attempt, claim, call.ttl()));
      if (!(result instanceof LeaseResult.Held)) {
        abandon(call);
      }
      return result;
    } finally {
      turn.unlock();
    }
  }

  LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException {
    takeTurn(call);
    try {
      Optional<Holding> mine = current.filter(it -> it.isNamed(token));
      if (mine.isEmpty()) {
        return new LeaseResult.Lost("the lease is over");
      }
      if (closed) {
        throw EtcdFailures.closed();
      }
      LeaseResult result =
          calls.repeatable(keys.leader(), call, attempt -> renew(attempt, mine.get(), beacon));
      if (result instanceof LeaseResult.Lost) {
        abandon(call);
      }
      return result;
    } finally {
      turn.unlock();
    }
  }

  WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException {
    takeTurn(call);
    try {
      Optional<Holding> mine = current.filter(it -> it.isNamed(token));
      if (mine.isEmpty()) {
        return WriteResult.CONFLICT;
      }
      return release(mine.get(), last, call);
    } finally {
      turn.unlock();
    }
  }

  /** Id of the lease of the live claim, whether or not it holds the key yet. */
  OptionalLong leaseId() {
    return current.map(mine -> OptionalLong.of(mine.lease.id())).orElseGet(OptionalLong::empty);
  }

  /** Gives the key up; nothing can be claimed or renewed any more. */
  void close(Call call) {
    stop(call);
    inTurn(call, () -> abandon(call));
  }

  /**
   * Nothing can be claimed or renewed any more. A key that is held stays until it is released, or
   * its lease expires: its holder does not know.
   *
   * @return for how long it may stay
   */
  Duration stop(Call call) {
    closed = true;
    inTurn(
        call,
        () -> {
          if (current.filter(mine -> mine.term.isPresent()).isEmpty()) {
            abandon(call);
          }
        });
    return current.map(mine -> mine.lease.granted()).orElse(Duration.ZERO);
  }

  private void inTurn(Call call, Runnable action) {
    try {
      takeTurn(call);
    } catch (StoreException busy) {
      // What there is expires.
      return;
    }
    try {
      action.run();
    } finally {
      turn.unlock();
    }
  }

  /** May be repeated, even if an earlier one is applied only later: the lease tells whose it is. */
  private LeaseResult claim(Attempt attempt, LeaseClaim claim, Duration ttl) throws Failure {
    Optional<Leases.Alive> alive = prolongWhatIsThere(attempt);
    if (current.isEmpty()) {
      current = Optional.of(new Holding(Leases.grant(attempt, ttl)));
    }
    Holding mine = current.get();
    TxnResponse taken = key.take(attempt, claim.name(), mine.lease);
    Optional<KeyValue> inTheWay = taken.isSucceeded() ? Optional.empty() : LeaderKey.found(taken);
    if (inTheWay.filter(record -> isAdoptable(record, claim)).isPresent()) {
      taken = key.replace(attempt, inTheWay.get(), claim.name(), mine.lease);
      inTheWay = taken.isSucceeded() ? Optional.empty() : LeaderKey.found(taken);
    }
    if (taken.isSucceeded()) {
      mine.took(taken.getHeader().getRevision());
    } else if (inTheWay.filter(mine::owns).isPresent()) {
      mine.took(inTheWay.get().getModRevision());
    } else {
      return new LeaseResult.Refused(inTheWay.flatMap(EtcdReader::holder));
    }
    if (alive.isPresent()) {
      checkTerm(alive.get(), taken);
    }
    return alive
        .map(proof -> mine.held(proof.sentAt(), proof.lasts()))
        .orElseGet(() -> mine.held(mine.lease.sentAt(), mine.lease.granted()));
  }

  private Optional<Leases.Alive> prolongWhatIsThere(Attempt attempt) throws Failure {
    if (current.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Leases.prolong(attempt, current.get().lease));
    } catch (Failure failure) {
      if (!failure.is(Failure.Kind.LEASE_GONE)) {
        throw failure;
      }
      current = Optional.empty();
      return Optional.empty();
    }
  }

  /** A record of the own name that nobody is behind any more: given up here, or by evidence. */
  private boolean isAdoptable(KeyValue record, LeaseClaim claim) {
    return EtcdReader.holder(record).equals(Optional.of(claim.name()))
        && !current.filter(mine -> mine.owns(record)).isPresent()
        && (claim.adoptOwnRecord() || givenUp.equals(OptionalLong.of(record.getLease())));
  }

  private LeaseResult renew(Attempt attempt, Holding mine, LeaderBeacon beacon) throws Failure {
    Leases.Alive alive;
    try {
      alive = Leases.prolong(attempt, mine.lease);
    } catch (Failure failure) {
      if (failure.is(Failure.Kind.LEASE_GONE)) {
        return new LeaseResult.Lost("the lease of the leader key has expired");
      }
      throw failure;
    }
    Map<String, String> news = key.news(beacon);
    news.entrySet().removeIf(one -> one.getValue().equals(mine.written.get(one.getKey())));
    TxnResponse proof = key.prove(attempt, mine.term.orElseThrow(), news);
    if (!proof.isSucceeded()) {
      return new LeaseResult.Lost("the leader key is not ours any more");
    }
    mine.written.putAll(news);
    checkTerm(alive, proof);
    return mine.held(alive.sentAt(), alive.lasts());
  }

  private static void checkTerm(Leases.Alive alive, TxnResponse proof) throws Failure {
    if (proof.getHeader().getRaftTerm() != alive.raftTerm()) {
      throw new Failure(
          Failure.Kind.UNKNOWN, "the servers changed their leader during the renewal", null);
    }
  }

  private WriteResult release(Holding mine, LeaderBeacon last, Call call) throws StoreException {
    try {
      TxnResponse done =
          calls.once(
              keys.leader(),
              call,
              attempt -> key.giveUp(attempt, mine.term.orElseThrow(), key.status(last)));
      abandon(call);
      return done.isSucceeded() ? WriteResult.APPLIED : WriteResult.CONFLICT;
    } catch (OutcomeUnknownException unknown) {
      abandon(call);
      throw unknown;
    }
  }

  /** Ends the claim and, if there is time, its lease; if not it expires. */
  private void abandon(Call call) {
    Optional<Holding> mine = current;
    current = Optional.empty();
    mine.ifPresent(
        it -> {
          givenUp = OptionalLong.of(it.lease.id());
          try {
            Leases.revoke(calls, it.lease, keys.leader(), call);
          } catch (StoreException goesByItself) {
            // Nothing prolongs it.
          }
        });
  }

  private void takeTurn(Call call) throws StoreUnavailableException {
    try {
      Duration left = call.remaining(calls.ticker().now());
      if (turn.tryLock(left.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new StoreUnavailableException("another call about the leader key takes too long", null);
  }
}
