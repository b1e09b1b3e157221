package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.testkit.sim.store.StoreClient;
import io.matriarch.testkit.sim.world.SimClock;
import io.matriarch.testkit.store.HeldLease;
import io.matriarch.testkit.store.StoreFlavour;
import io.matriarch.testkit.store.StoreKeys;
import io.matriarch.testkit.store.ValidityCount;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Performs what concerns the lease, as a client of the store would. */
public final class LeaseLane {
  private final SimLane lane;
  private final StoreClient client;
  private final StoreFlavour flavour;
  private final SimClock clock;
  private Optional<ValidityCount> validity = Optional.empty();

  public LeaseLane(SimLane lane, StoreClient client, StoreFlavour flavour, SimClock clock) {
    this.lane = lane;
    this.client = client;
    this.flavour = flavour;
    this.clock = clock;
  }

  public void perform(LeaseEffect effect) {
    lane.submit(
        effect.call(),
        (sentAt, answer) -> send(effect, sentAt, answer),
        failure -> new LeaseEvent.Failed(effect.id(), failure));
  }

  private void send(LeaseEffect effect, MonoTime sentAt, Consumer<Event> answer) {
    if (effect instanceof LeaseEffect.Acquire acquire) {
      Optional<Term> standing = client.leadershipInStore();
      client.change(
          (keys, now) -> claim(acquire, standing, keys, sentAt, now),
          back(effect, answer, result -> claimed(acquire, sentAt, result)));
    } else if (effect instanceof LeaseEffect.Renew renew) {
      long connection = client.connection();
      client.renew(
          (keys, now) -> renew(renew, keys, now),
          back(effect, answer, kept -> renewed(renew, sentAt, connection, kept)));
    } else if (effect instanceof LeaseEffect.Release release) {
      client.change(
          (keys, now) -> keys.release(release.token(), release.last()),
          back(effect, answer, done -> new LeaseEvent.Released(release.id())));
    }
  }

  private LeaseResult claim(
      LeaseEffect.Acquire acquire,
      Optional<Term> standing,
      StoreKeys keys,
      MonoTime sentAt,
      MonoTime now) {
    LeaseClaim claim = claim(acquire, standing, keys);
    return keys.acquire(client.session(), claim, acquire.call().ttl(), now)
        .<LeaseResult>map(token -> new LeaseResult.Held(token, sentAt, keys.guarantee()))
        .orElseGet(() -> new LeaseResult.Refused(keys.image().lease().map(HeldLease::holder)));
  }

  /** Only the very record is adopted that was looked at before: stores compare and swap. */
  private static LeaseClaim claim(
      LeaseEffect.Acquire acquire, Optional<Term> standing, StoreKeys keys) {
    LeaseClaim wanted = acquire.claim();
    boolean same = keys.image().lease().map(HeldLease::term).equals(standing);
    return new LeaseClaim(wanted.name(), wanted.expired(), wanted.adoptOwnRecord() && same);
  }

  private LeaseEvent claimed(LeaseEffect.Acquire acquire, MonoTime sentAt, LeaseResult result) {
    validity =
        result instanceof LeaseResult.Held
            ? Optional.of(new ValidityCount(flavour, sentAt))
            : Optional.empty();
    return new LeaseEvent.Answered(acquire.id(), sentAt, result);
  }

  /** For how long the key lasts; empty if it is not the renewing client's any more. */
  private static Optional<Duration> renew(LeaseEffect.Renew renew, StoreKeys keys, MonoTime now) {
    return keys.renew(renew.token(), renew.beacon(), renew.call().ttl(), now)
        ? Optional.of(keys.guarantee())
        : Optional.empty();
  }

  private LeaseEvent renewed(
      LeaseEffect.Renew renew, MonoTime sentAt, long connection, Optional<Duration> kept) {
    LeaseResult result = new LeaseResult.Lost("the leader key is not ours any more");
    if (kept.isPresent()) {
      MonoTime from =
          validity.map(count -> count.renewed(sentAt, clock.now(), connection)).orElse(sentAt);
      result = new LeaseResult.Held(renew.token(), from, kept.get());
    }
    return new LeaseEvent.Answered(renew.id(), sentAt, result);
  }

  private static <T> StoreClient.Back<T> back(
      LeaseEffect effect, Consumer<Event> answer, Function<T, LeaseEvent> event) {
    return new StoreClient.Back<>() {
      @Override
      public void answered(T result) {
        answer.accept(event.apply(result));
      }

      @Override
      public void failed(Failure failure) {
        answer.accept(new LeaseEvent.Failed(effect.id(), failure));
      }
    };
  }
}
