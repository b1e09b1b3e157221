package io.matriarch.testkit.sim.store;

import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
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
import io.matriarch.testkit.store.HeldLease;
import io.matriarch.testkit.store.ValidityCount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A client of the simulated store as one that blocks: whoever waits moves the world on. */
final class SimClusterStore implements ClusterStore {
  private final SimTime time;
  private final SimStore store;
  private final StoreClient client;
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private Optional<ValidityCount> validity = Optional.empty();
  private boolean closed;

  SimClusterStore(SimTime time, SimStore store, int host, String session) {
    this.time = time;
    this.store = store;
    this.client = store.connect(host, session, () -> listeners.forEach(ChangeListener::changed));
  }

  StoreClient client() {
    return client;
  }

  @Override
  public StoreTraits traits() {
    return store.flavour().traits();
  }

  @Override
  public ClusterView read(Call call) throws StoreException {
    MonoTime sentAt = time.now();
    return this.<ClusterView>answer(
        call,
        back -> client.read(image -> image.view(sentAt, client.session(), store.flavour()), back));
  }

  @Override
  public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    MonoTime sentAt = time.now();
    Optional<LeaseResult.Held> held =
        this.<Optional<LeaseResult.Held>>answer(
            call,
            back ->
                client.change(
                    (keys, now) ->
                        keys.acquire(client.session(), claim, call.ttl(), now)
                            .map(token -> new LeaseResult.Held(token, sentAt, keys.guarantee())),
                    back));
    if (held.isEmpty()) {
      return new LeaseResult.Refused(store.image().lease().map(HeldLease::holder));
    }
    validity = Optional.of(new ValidityCount(store.flavour(), sentAt));
    return held.get();
  }

  @Override
  public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException {
    MonoTime sentAt = time.now();
    long connection = client.connection();
    Optional<Duration> guarantee =
        this.<Optional<Duration>>answer(
            call,
            back ->
                client.renew(
                    (keys, now) ->
                        keys.renew(token, beacon, call.ttl(), now)
                            ? Optional.of(keys.guarantee())
                            : Optional.empty(),
                    back));
    if (guarantee.isEmpty()) {
      return new LeaseResult.Lost("the leader key is not ours any more");
    }
    MonoTime from =
        validity.map(count -> count.renewed(sentAt, time.now(), connection)).orElse(sentAt);
    return new LeaseResult.Held(token, from, guarantee.get());
  }

  @Override
  public WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException {
    return this.<WriteResult>answer(
        call, back -> client.change((keys, now) -> keys.release(token, last), back));
  }

  @Override
  public WriteResult announce(MemberRecord self, Call call) throws StoreException {
    return this.<WriteResult>answer(
        call,
        back ->
            client.change(
                (keys, now) -> keys.announce(client.session(), self, call.ttl(), now), back));
  }

  @Override
  public WriteResult put(StoreDocument document, Expected expected, Call call)
      throws StoreException {
    return this.<WriteResult>answer(
        call,
        back ->
            client.change(
                (keys, now) -> keys.put(document.kind(), document.text(), expected), back));
  }

  @Override
  public WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    return this.<WriteResult>answer(
        call, back -> client.change((keys, now) -> keys.remove(kind, expected), back));
  }

  @Override
  public WatchHandle watch(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      listeners.clear();
      client.leave();
    }
  }

  /** Sends a request and lets the world go on until its answer or the deadline. */
  private <T> T answer(Call call, Consumer<StoreClient.Back<T>> request) throws StoreException {
    if (closed) {
      throw new StoreUnavailableException("the store has been closed", null);
    }
    Answer<T> answer = new Answer<>();
    time.alone(
        () -> {
          request.accept(answer);
          time.runUntil(call.deadline(), answer::isThere);
        });
    return answer.get();
  }

  private static final class Answer<T> implements StoreClient.Back<T> {
    private T result;
    private Failure failure = new Failure(Failure.Knowledge.UNKNOWN, "no answer in time");
    private boolean there;

    @Override
    public void answered(T answer) {
      result = answer;
      there = true;
    }

    @Override
    public void failed(Failure why) {
      failure = why;
      there = true;
    }

    boolean isThere() {
      return there;
    }

    T get() throws StoreException {
      if (result != null) {
        return result;
      }
      throw failure.unknown()
          ? new OutcomeUnknownException(failure.message(), null)
          : new StoreUnavailableException(failure.message(), null);
    }
  }
}
