package io.matriarch.core.internal.runtime;

import static io.matriarch.core.internal.runtime.Bench.id;
import static io.matriarch.core.internal.runtime.Bench.knowledge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure.Knowledge;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreRejectedException;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a plug-in does, each call gets exactly one completion. */
class LaneTest {
  /** For calls that are not to be begun. */
  private static final Duration SHORT = Duration.ofMillis(50);

  /** For calls that are to be begun, on a busy machine as well, and to hang. */
  private static final Duration ENOUGH = Duration.ofSeconds(1);

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration A_WHILE = Duration.ofMillis(150);

  private static final int MOST_STUCK = 8;

  private final Crew crew = Crew.shared("test", 1, 1, Crew.DAEMONS);
  private final Bench a = new Bench("a", LaneKind.LEASE, crew);
  private final Bench b = new Bench("b", LaneKind.LEASE, crew);

  @AfterEach
  void close() {
    a.close();
    b.close();
    crew.close();
  }

  @Test
  void anAnswerIsTheCompletion() throws InterruptedException {
    a.submit(1, LONG, () -> new LeaseEvent.Released(1));

    assertThat(a.next()).contains(new LeaseEvent.Released(1));
    assertNothingMore(a);
  }

  @Test
  void failuresSayWhatIsKnown() throws InterruptedException {
    a.submit(1, LONG, () -> throwing(new StoreUnavailableException("not sent", null)));
    a.submit(2, LONG, () -> throwing(new OutcomeUnknownException("who knows", null)));
    a.submit(3, LONG, () -> throwing(new StoreRejectedException("no", null)));
    a.submit(4, LONG, () -> throwing(new IllegalStateException("a bug")));
    a.submit(5, LONG, () -> throwing(new NoClassDefFoundError("a missing library")));

    assertThat(knowledge(a.next())).isEqualTo(Knowledge.NOT_APPLIED);
    assertThat(knowledge(a.next())).isEqualTo(Knowledge.UNKNOWN);
    assertThat(knowledge(a.next())).isEqualTo(Knowledge.REJECTED);
    assertThat(knowledge(a.next())).isEqualTo(Knowledge.UNKNOWN);
    assertThat(knowledge(a.next())).isEqualTo(Knowledge.UNKNOWN);
    assertNothingMore(a);
  }

  @Test
  void aCallThatNeverReturnsIsUnknownOnceAndTheLaneGoesOn() throws InterruptedException {
    a.submit(1, ENOUGH, a::hangDeafly);
    a.submit(2, LONG, () -> new LeaseEvent.Released(2));

    assertThat(knowledge(a.next())).isEqualTo(Knowledge.UNKNOWN);
    assertThat(a.next()).contains(new LeaseEvent.Released(2));
    a.submit(3, LONG, () -> new LeaseEvent.Released(3));
    assertThat(a.next()).contains(new LeaseEvent.Released(3));

    a.release();
    assertNothingMore(a);
    assertThat(a.counters.snapshot(0, 0).callsGivenUp()).isEqualTo(1);
  }

  @Test
  void theLaneGoesOnAfterASecondCallThatNeverReturns() throws InterruptedException {
    a.submit(1, ENOUGH, a::hangDeafly);
    a.submit(2, ENOUGH.multipliedBy(3), a::hangDeafly);
    a.submit(3, LONG, () -> new LeaseEvent.Released(3));

    assertThat(id(a.next())).isEqualTo(1);
    assertThat(id(a.next())).isEqualTo(2);
    assertThat(a.next()).contains(new LeaseEvent.Released(3));
  }

  @Test
  void afterManyCallsThatNeverReturnNoneIsBegunUntilOneDoes() throws InterruptedException {
    for (int stuck = 0; stuck < MOST_STUCK; ) {
      a.submit(stuck, A_WHILE, a::hangDeafly);
      stuck += knowledge(a.next()) == Knowledge.UNKNOWN ? 1 : 0; // Else it was not even begun.
    }

    a.submit(100, SHORT, () -> new LeaseEvent.Released(100));
    assertThat(knowledge(a.next())).isEqualTo(Knowledge.NOT_APPLIED);
    b.submit(200, LONG, () -> new LeaseEvent.Released(200));
    assertThat(b.next()).as("another node's").contains(new LeaseEvent.Released(200));
    a.submit(101, LONG, () -> new LeaseEvent.Released(101));
    a.release();

    assertThat(a.next()).contains(new LeaseEvent.Released(101));
  }

  @Test
  void aCallThatEndsOnInterruptIsUnknownOnce() throws InterruptedException {
    a.submit(1, ENOUGH, a::hang);

    assertThat(knowledge(a.next())).isEqualTo(Knowledge.UNKNOWN);
    assertNothingMore(a);
  }

  @Test
  void aCallThatIsNotBegunByItsDeadlineWasNotAppliedAndNeverIs() throws InterruptedException {
    AtomicBoolean begun = new AtomicBoolean();
    a.submit(1, LONG, a::hang);
    a.submit(2, SHORT, () -> begun(begun));
    b.submit(3, SHORT, () -> begun(begun));

    var behindItsOwn = a.next();
    var behindAnother = b.next();

    assertThat(id(behindItsOwn)).isEqualTo(2);
    assertThat(knowledge(behindItsOwn)).isEqualTo(Knowledge.NOT_APPLIED);
    assertThat(id(behindAnother)).isEqualTo(3);
    assertThat(knowledge(behindAnother)).isEqualTo(Knowledge.NOT_APPLIED);
    a.release();
    assertThat(a.next()).contains(new LeaseEvent.Released(-1));
    b.submit(4, LONG, () -> new LeaseEvent.Released(4));
    assertThat(b.next()).contains(new LeaseEvent.Released(4));
    assertNothingMore(a);
    assertNothingMore(b);
    assertThat(begun).isFalse();
  }

  @Test
  void aStuckCallOfOneNodeDoesNotKeepAnotherFromItsThread() throws InterruptedException {
    a.submit(1, ENOUGH, a::hangDeafly);
    b.submit(2, LONG, () -> new LeaseEvent.Released(2));

    assertThat(b.next()).contains(new LeaseEvent.Released(2));
    assertThat(knowledge(a.next())).isEqualTo(Knowledge.UNKNOWN);
  }

  @Test
  void anInterruptReachesNobodyElsesCall() throws InterruptedException {
    a.submit(1, ENOUGH, a::hang);
    assertThat(knowledge(a.next())).isEqualTo(Knowledge.UNKNOWN);
    AtomicBoolean interrupted = new AtomicBoolean();
    for (int i = 0; i < 20; i++) {
      b.submit(i, LONG, () -> wasInterrupted(interrupted));
      b.next();
    }

    assertThat(interrupted).isFalse();
  }

  @Test
  void anotherKindOfCallDoesNotWait() throws InterruptedException {
    try (Bench probe = new Bench("a", LaneKind.PROBE, crew)) {
      probe.submit(1, LONG, probe::hangDeafly);
      a.submit(2, LONG, () -> new LeaseEvent.Released(2));

      assertThat(a.next()).contains(new LeaseEvent.Released(2));
    }
  }

  @Test
  void withoutAThreadACallWasNotAppliedAndTheLaneGoesOn() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    Crew poor = Crew.shared("poor", 1, 1, work -> allButTheSecond(made, work));
    try (Bench c = new Bench("c", LaneKind.STORE, poor)) {
      c.submit(1, SHORT, () -> new LeaseEvent.Released(1));
      assertThat(knowledge(c.next())).isEqualTo(Knowledge.NOT_APPLIED);

      c.submit(2, LONG, () -> new LeaseEvent.Released(2));

      assertThat(c.next()).contains(new LeaseEvent.Released(2));
      assertNothingMore(c);
    } finally {
      poor.close();
    }
  }

  /** The first is the timer's. */
  private static Thread allButTheSecond(AtomicInteger made, Runnable work) {
    if (made.incrementAndGet() == 2) {
      throw new OutOfMemoryError("no more threads");
    }
    return Crew.DAEMONS.newThread(work);
  }

  @Test
  void aClosedLaneBeginsNothingAndInterruptsWhatRuns() throws InterruptedException {
    AtomicBoolean begun = new AtomicBoolean();
    AtomicBoolean ended = new AtomicBoolean();
    a.submit(
        1,
        LONG,
        () -> {
          begun.set(true);
          try {
            return a.hang();
          } finally {
            ended.set(true);
          }
        });
    a.submit(2, LONG, () -> new LeaseEvent.Released(2));
    await().atMost(Bench.SOON).untilTrue(begun);

    a.lane.close();

    await().atMost(Bench.SOON).untilTrue(ended);
    a.submit(3, LONG, () -> new LeaseEvent.Released(3));
    a.next();
    assertNothingMore(a);
  }

  private static Event begun(AtomicBoolean flag) {
    flag.set(true);
    return new LeaseEvent.Released(0);
  }

  private static Event wasInterrupted(AtomicBoolean flag) {
    if (Thread.currentThread().isInterrupted()) {
      flag.set(true);
    }
    return new LeaseEvent.Released(0);
  }

  private static Event throwing(Exception exception) throws Exception {
    throw exception;
  }

  private static Event throwing(Error error) {
    throw error;
  }

  private static void assertNothingMore(Bench bench) throws InterruptedException {
    assertThat(bench.next(A_WHILE)).isEmpty();
  }
}
