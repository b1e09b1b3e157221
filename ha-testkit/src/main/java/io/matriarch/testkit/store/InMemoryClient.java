package io.matriarch.testkit.store;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** One process's access to an {@link InMemoryStore}. */
final class InMemoryClient implements ClusterStore {
  private final InMemoryStore store;
  private final NodeName node;
  private final String session;
  private final Ticker ticker;
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<ValidityCount> validity = Optional.empty();
  private volatile boolean closed;

  InMemoryClient(InMemoryStore store, NodeName node, String session, Ticker ticker) {
    this.store = store;
    this.node = node;
    this.session = session;
    this.ticker = ticker;
  }

  @Override
  public StoreTraits traits() {
    return store.flavour().traits();
  }

  @Override
  public ClusterView read(Call call) throws StoreException {
    MonoTime sentAt = ticker.now();
    return apply(keys -> keys.image().view(sentAt, session, keys.flavour()));
  }

  @Override
  public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    MonoTime sentAt = ticker.now();
    Optional<LeaseResult.Held> held =
        apply(
            keys ->
                keys.acquire(session, claim, call.ttl(), store.now())
                    .map(token -> new LeaseResult.Held(token, sentAt, keys.guarantee())));
    if (held.isEmpty()) {
      return new LeaseResult.Refused(store.leader());
    }
    validity = Optional.of(new ValidityCount(store.flavour(), sentAt));
    return held.get();
  }

  @Override
  public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException {
    MonoTime sentAt = ticker.now();
    Optional<Duration> guarantee =
        apply(
            keys ->
                keys.renew(token, beacon, call.ttl(), store.now())
                    ? Optional.of(keys.guarantee())
                    : Optional.empty());
    if (guarantee.isEmpty()) {
      return new LeaseResult.Lost("the leader key is not ours any more");
    }
    MonoTime countedFrom =
        validity.map(count -> count.renewed(sentAt, ticker.now(), 0)).orElse(sentAt);
    return new LeaseResult.Held(token, countedFrom, guarantee.get());
  }

  @Override
  public WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException {
    return apply(keys -> keys.release(token, last));
  }

  @Override
  public WriteResult announce(MemberRecord self, Call call) throws StoreException {
    return apply(keys -> keys.announce(session, self, call.ttl(), store.now()));
  }

  @Override
  public WriteResult put(StoreDocument document, Expected expected, Call call)
      throws StoreException {
    return apply(keys -> keys.put(document.kind(), document.text(), expected));
  }

  @Override
  public WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    return apply(keys -> keys.remove(kind, expected));
  }

  @Override
  public WatchHandle watch(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    closed = true;
    listeners.clear();
    store.forget(this);
    if (reachable()) {
      store.operate(
          keys -> {
            keys.leave(session);
            return true;
          });
    }
  }

  String session() {
    return session;
  }

  boolean reachable() {
    return store.reachableBy(node);
  }

  void hint() {
    listeners.forEach(ChangeListener::changed);
  }

  private <T> T apply(Function<StoreKeys, T> operation) throws StoreException {
    if (closed || !reachable()) {
      throw new StoreUnavailableException("the store cannot be reached", null);
    }
    T result = store.operate(operation);
    if (store.losesAnswerOf(node)) {
      throw new OutcomeUnknownException("the answer was lost", null);
    }
    return result;
  }
}
