package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One node's lane and what it brings, on a clock that stands still at zero. */
final class Bench implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(10);

  private final Semaphore arrived = new Semaphore(0);
  private final EventQueue queue = new EventQueue(arrived::release);
  private final CountDownLatch released = new CountDownLatch(1);
  final Counters counters = new Counters();
  final Lane lane;

  Bench(String node, LaneKind kind, Crew crew) {
    Staff staff = new Staff(crew, Settings.of(node));
    lane = new Lane(kind, queue, new ManualTicker(), staff, counters);
  }

  void submit(long id, Duration patience, Lane.Work work) {
    Call call = new Call(new MonoTime(0).plus(patience), Duration.ofSeconds(30));
    lane.submit(call, work, failure -> new LeaseEvent.Failed(id, failure));
  }

  /** Does not even end on an interrupt. */
  Event hangDeafly() {
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

  Event hang() throws InterruptedException {
    released.await();
    return new LeaseEvent.Released(-1);
  }

  void release() {
    released.countDown();
  }

  Optional<Event> next() throws InterruptedException {
    return next(SOON);
  }

  Optional<Event> next(Duration patience) throws InterruptedException {
    return arrived.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? queue.poll()
        : Optional.empty();
  }

  static long id(Optional<Event> event) {
    return ((LeaseEvent.Failed) event.orElseThrow()).id();
  }

  static Failure.Knowledge knowledge(Optional<Event> event) {
    return ((LeaseEvent.Failed) event.orElseThrow()).failure().knowledge();
  }

  @Override
  public void close() {
    release();
    lane.close();
  }
}
