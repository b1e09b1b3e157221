package io.matriarch.testkit.sim.store;

import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.HeldLease;
import io.matriarch.testkit.store.StoreImage;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One process's connection. A call goes there and back with a latency each; what is lost on the way
 * there was not applied, what is lost on the way back was.
 */
public final class StoreClient {
  private final World world;
  private final SimStore store;
  private final int host;
  private final String session;
  private final Runnable hint;
  private final Dice dice;
  private double lostAnswers;
  private boolean gap;
  private long connection;
  private long lastArrival;

  StoreClient(World world, SimStore store, int host, String session, Runnable hint) {
    this.world = world;
    this.store = store;
    this.host = host;
    this.session = session;
    this.hint = hint;
    this.dice = world.dice(session, "store-client");
  }

  public String session() {
    return session;
  }

  /** Grows with every new connection, behind which another server may be. */
  public long connection() {
    return connection;
  }

  /** The leadership that stands in the store, as a look before a swap finds it. */
  public Optional<Term> leadershipInStore() {
    return store.image().lease().map(HeldLease::term);
  }

  /** What became of a call. Neither is called if answer or request was silently lost. */
  public interface Back<T> {
    void answered(T result);

    void failed(Failure failure);
  }

  /** An operation together with the server's clock. */
  public <T> void change(BiFunction<StoreKeys, MonoTime, T> operation, Back<T> back) {
    inOrder(() -> store.operate(keys -> operation.apply(keys, store.serverTime())), back);
  }

  public <T> void renew(BiFunction<StoreKeys, MonoTime, T> operation, Back<T> back) {
    inOrder(
        () -> {
          T result = store.operate(keys -> operation.apply(keys, store.serverTime()));
          connection += store.diesWithRenewal() ? 1 : 0;
          return result;
        },
        back);
  }

  public <T> void read(Function<StoreImage, T> operation, Back<T> back) {
    send(
        () -> {
          store.operate(keys -> true);
          return operation.apply(store.readable());
        },
        back);
  }

  /** What changes something arrives in the order in which it was sent. */
  private <T> void inOrder(Supplier<T> operation, Back<T> back) {
    long arrival = Math.max(lastArrival, world.nanos() + store.latency().next().toNanos());
    lastArrival = arrival;
    send(Duration.ofNanos(arrival - world.nanos()), operation, back);
  }

  private <T> void send(Supplier<T> operation, Back<T> back) {
    send(store.latency().next(), operation, back);
  }

  private <T> void send(Duration latency, Supplier<T> operation, Back<T> back) {
    if (!store.reachableFrom(host)) {
      refuse(back);
      return;
    }
    world.after(
        latency,
        () -> {
          if (store.reachableFrom(host)) {
            T result = operation.get();
            answer(result, back);
          }
        });
  }

  /** Half of the time the client notices that there is no connection. */
  private <T> void refuse(Back<T> back) {
    if (dice.chance(0.5)) {
      Failure failure = new Failure(Failure.Knowledge.NOT_APPLIED, "no connection to the store");
      world.after(dice.millis(1, 300), () -> back.failed(failure));
    }
  }

  private <T> void answer(T result, Back<T> back) {
    boolean lost = lostAnswers > 0 && dice.chance(lostAnswers);
    world.after(
        store.latency().next(),
        () -> {
          if (!lost && store.reachableFrom(host)) {
            back.answered(result);
          } else if (dice.chance(0.3)) {
            back.failed(new Failure(Failure.Knowledge.UNKNOWN, "the connection broke"));
          }
        });
  }

  /** From now on that share of answers is lost. */
  public void loseAnswers(double share) {
    lostAnswers = share;
  }

  void hint() {
    if (!store.reachableFrom(host)) {
      gap = true;
      return;
    }
    Duration delay = dice.chance(0.05) ? dice.millis(50, 3000) : dice.millis(1, 20);
    deliver(delay);
  }

  private void deliver(Duration delay) {
    world.after(
        delay,
        () -> {
          if (store.reachableFrom(host)) {
            hint.run();
          } else {
            gap = true;
          }
        });
  }

  void linkChanged() {
    if (!store.reachableFrom(host)) {
      gap = true;
      connection++;
    } else if (gap) {
      gap = false;
      deliver(dice.millis(10, 1500));
    }
  }

  /** The process says good-bye; its keys go if the store can be reached. */
  public void leave() {
    close();
    world.after(
        store.latency().next(),
        () -> {
          if (store.reachableFrom(host)) {
            store.operate(
                keys -> {
                  keys.leave(session);
                  return true;
                });
          }
        });
  }

  /** The process is gone. */
  public void close() {
    store.disconnect(this);
  }
}
