package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreRejectedException;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a plug-in does, each call gets exactly one completion. */
class LaneTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration A_WHILE = Duration.ofMillis(150);

  private final EventQueue queue = new EventQueue();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Lane lane = new Lane("test-lane", queue, new ManualTicker(), timer);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void close() {
    released.countDown();
    lane.close();
    timer.shutdownNow();
  }

  @Test
  void anAnswerIsTheCompletion() throws InterruptedException {
    submit(1, () -> new LeaseEvent.Released(1));

    assertThat(next()).contains(new LeaseEvent.Released(1));
    assertNothingMore();
  }

  @Test
  void failuresSayWhatIsKnown() throws InterruptedException {
    submit(1, () -> throwing(new StoreUnavailableException("not sent", null)));
    submit(2, () -> throwing(new OutcomeUnknownException("who knows", null)));
    submit(3, () -> throwing(new StoreRejectedException("no", null)));
    submit(4, () -> throwing(new IllegalStateException("a bug")));
    submit(5, () -> throwing(new NoClassDefFoundError("a missing library")));

    assertThat(knowledge(next())).isEqualTo(Failure.Knowledge.NOT_APPLIED);
    assertThat(knowledge(next())).isEqualTo(Failure.Knowledge.UNKNOWN);
    assertThat(knowledge(next())).isEqualTo(Failure.Knowledge.REJECTED);
    assertThat(knowledge(next())).isEqualTo(Failure.Knowledge.UNKNOWN);
    assertThat(knowledge(next())).isEqualTo(Failure.Knowledge.UNKNOWN);
    assertNothingMore();
  }

  @Test
  void aCallThatNeverReturnsIsUnknownOnceAndTheLaneGoesOn() throws InterruptedException {
    submit(1, this::hangDeafly);
    submit(2, () -> new LeaseEvent.Released(2));

    assertThat(knowledge(next())).isEqualTo(Failure.Knowledge.UNKNOWN);
    assertThat(next()).contains(new LeaseEvent.Released(2));
    submit(3, () -> new LeaseEvent.Released(3));
    assertThat(next()).contains(new LeaseEvent.Released(3));

    released.countDown();
    assertNothingMore();
  }

  @Test
  void theLaneGoesOnAfterASecondCallThatNeverReturns() throws InterruptedException {
    submit(1, this::hangDeafly);
    submit(2, this::hangDeafly);
    submit(3, () -> new LeaseEvent.Released(3));

    assertThat(id(next())).isEqualTo(1);
    assertThat(id(next())).isEqualTo(2);
    assertThat(next()).contains(new LeaseEvent.Released(3));
  }

  @Test
  void aCallThatEndsOnInterruptIsUnknownOnce() throws InterruptedException {
    submit(
        1,
        () -> {
          released.await();
          return new LeaseEvent.Released(1);
        });

    assertThat(knowledge(next())).isEqualTo(Failure.Knowledge.UNKNOWN);
    assertNothingMore();
  }

  private void submit(long id, Lane.Work work) {
    Call call = new Call(new MonoTime(0), Duration.ofSeconds(30));
    lane.submit(call, work, failure -> new LeaseEvent.Failed(id, failure));
  }

  private static Event throwing(Exception exception) throws Exception {
    throw exception;
  }

  private static Event throwing(Error error) {
    throw error;
  }

  private Event hangDeafly() {
    boolean over = false;
    while (!over) {
      try {
        released.await();
        over = true;
      } catch (InterruptedException e) {
        over = false;
      }
    }
    return new LeaseEvent.Released(-1);
  }

  private Optional<Event> next() throws InterruptedException {
    return queue.take(SOON);
  }

  private void assertNothingMore() throws InterruptedException {
    assertThat(queue.take(A_WHILE)).isEmpty();
  }

  private static long id(Optional<Event> event) {
    return ((LeaseEvent.Failed) event.orElseThrow()).id();
  }

  private static Failure.Knowledge knowledge(Optional<Event> event) {
    return ((LeaseEvent.Failed) event.orElseThrow()).failure().knowledge();
  }
}
