package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static io.matriarch.testkit.tck.Trial.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T: calls end in time, whatever the server does and however many there are. */
interface DeadlineRules {
  /** What the SPI grants beyond a deadline. */
  Duration GRANTED = Duration.ofMillis(500);

  @Test
  @DisplayName("T01 When the server hangs every call ends by its deadline, with an exception.")
  default void aHangingServerHoldsNobody(Trial trial) throws Exception {
    trial.needs(Capability.HANG);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    // A proof of a moment ago may serve a renewal, but not for ever.
    trial.pass(Duration.ofMillis(600));
    trial.fixture().hang(a);

    for (Attempts.Named each : Attempts.of(trial, a, "a", held.token())) {
      Duration taken = taken(trial, () -> Trial.failure(each.call()));
      assertThat(taken).as(each.name()).isLessThan(bound(trial));
    }
  }

  @Test
  @DisplayName("T02 Without a connection every call ends by its deadline.")
  default void aMissingServerHoldsNobody(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    trial.fixture().cut(a);
    LeaseResult.Held held = trial.acquireLasting(trial.client("b"), "b");

    for (Attempts.Named each : Attempts.of(trial, a, "a", held.token())) {
      Duration taken =
          taken(
              trial,
              () -> {
                try {
                  return each.call().call();
                } catch (StoreException expected) {
                  return expected;
                }
              });
      assertThat(taken).as(each.name()).isLessThan(bound(trial));
    }
  }

  @Test
  @DisplayName("T03 Opening, watching and the traits need no connection and do not wait.")
  default void openingDoesNotWait(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    trial.fixture().cut(a);

    Duration taken =
        taken(
            trial,
            () -> {
              a.watch(() -> {}).close();
              return a.traits();
            });

    assertThat(taken).isLessThan(GRANTED.plus(trial.fixture().tolerance()));
  }

  @Test
  @DisplayName("T04 Calls from many threads do not disturb each other.")
  default void manyThreadsMayCall(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.announce(member("a", 0), trial.lasting());
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    List<Attempts.Named> tasks =
        List.of(
            new Attempts.Named("read", () -> a.read(trial.call())),
            new Attempts.Named("read again", () -> a.read(trial.call())),
            new Attempts.Named("announce", () -> a.announce(member("a", 7), trial.lasting())),
            new Attempts.Named(
                "put", () -> a.put(new StoreDocument.Config("{}"), Expected.ANY, trial.call())),
            new Attempts.Named(
                "renew", () -> a.renew(held.token(), LeaderBeacon.EMPTY, trial.lasting())));

    List<CompletableFuture<Object>> all =
        tasks.stream().map(task -> background(() -> repeated(task.call(), 20))).toList();

    for (CompletableFuture<Object> each : all) {
      each.get(60, TimeUnit.SECONDS);
    }
    assertThat(trial.view(a).leader().orElseThrow().term()).isEqualTo(held.token().term());
    assertThat(trial.member("a").orElseThrow()).contains("\"xlog_location\":7");
  }

  @Test
  @DisplayName("T05 A slow write of a member does not delay a renewal beyond its deadline.")
  default void aSlowWriteDelaysNoRenewal(Trial trial) throws Exception {
    trial.needs(Capability.DELAY_ANSWERS);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 0), trial.lasting());
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    Duration late = Duration.ofMillis(200);
    trial.fixture().delayAnswers(a, late);
    CompletableFuture<Object> announcing =
        background(() -> repeated(() -> a.announce(member("a", 9), trial.lasting()), 3));

    for (int position = 1; position <= 3; position++) {
      LeaderBeacon beacon = LeaderBeacon.EMPTY.withPosition(position);
      LeaseResult renewal =
          a.renew(held.token(), beacon, trial.call(late.multipliedBy(10), trial.longTtl()));
      assertThat(renewal).isInstanceOf(LeaseResult.Held.class);
    }
    announcing.get(60, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("T06 A closed store says that nothing was sent, and closing again does nothing.")
  default void aClosedStoreSendsNothing(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    trial.view(a);
    a.close();
    a.close();

    assertThat(Trial.failure(() -> a.read(trial.call())))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(Trial.failure(() -> a.acquire(trial.claim("a"), trial.call())))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(Trial.failure(() -> a.announce(member("a", 1), trial.call())))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(trial.leader()).isEmpty();
  }

  @Test
  @DisplayName("T07 A store whose server hangs is closed in bounded time.")
  default void aHangingStoreCanBeClosed(Trial trial) throws Exception {
    trial.needs(Capability.HANG);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.call());
    trial.acquire(a, "a");
    trial.fixture().hang(a);

    Duration taken =
        taken(
            trial,
            () -> {
              a.close();
              return true;
            });

    assertThat(taken).isLessThan(Duration.ofSeconds(5).plus(trial.fixture().tolerance()));
  }

  @Test
  @DisplayName("T08 The traits never change, and ask for renewals after a positive time.")
  default void traitsAreConstant(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    StoreTraits before = a.traits();
    trial.acquire(a, "a");

    assertThat(a.traits()).isEqualTo(before);
    assertThat(trial.client("b").traits()).isEqualTo(before);
    assertThat(before.longestRenewInterval()).isPositive();
    assertThat(before.name()).isNotBlank();
  }

  private static Duration bound(Trial trial) {
    return Trial.BRIEF.plus(GRANTED).plus(trial.fixture().tolerance());
  }

  /** How long a call takes; one that never ends fails. */
  private static Duration taken(Trial trial, Callable<?> call) throws Exception {
    MonoTime start = trial.now();
    CompletableFuture<MonoTime> end =
        background(
            () -> {
              call.call();
              return trial.now();
            });
    return end.get(60, TimeUnit.SECONDS).since(start);
  }

  private static Object repeated(Callable<?> call, int times) throws Exception {
    Object last = null;
    for (int i = 0; i < times; i++) {
      last = call.call();
    }
    return last;
  }

  private static <T> CompletableFuture<T> background(Callable<T> call) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call.call();
          } catch (Exception failed) {
            throw new CompletionException(failed);
          }
        },
        task -> {
          Thread thread = new Thread(task, "conformance");
          thread.setDaemon(true);
          thread.start();
        });
  }
}
