package io.matriarch.core.internal.runtime;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a node at an instant, perhaps too early, never too late. Set during the node's turns only.
 */
final class Alarm {
  /** The timer counts on another clock, which may be a trifle ahead. */
  private static final Duration TRIFLE = Duration.ofNanos(100_000);

  private final ScheduledExecutorService timer;
  private final Ticker ticker;
  private final Runnable wake;
  private volatile MonoTime at = MonoTime.MAX;
  private Optional<Ring> next = Optional.empty();

  Alarm(ScheduledExecutorService timer, Ticker ticker, Runnable wake) {
    this.timer = timer;
    this.ticker = ticker;
    this.wake = wake;
  }

  void set(MonoTime instant) {
    at = instant;
    if (!instant.isFinite() || next.filter(ring -> ring.comesBy(instant)).isPresent()) {
      return; // It may well ring too early: it is set again then.
    }
    cancel();
    next = Optional.of(new Ring(instant));
    next.get().schedule();
  }

  /** Called now and then: the clock may have jumped ahead, which the timer does not see. */
  void check() {
    if (ticker.now().hasReached(at)) {
      wake.run();
    }
  }

  void cancel() {
    next.ifPresent(Ring::cancel);
  }

  /** One ringing. */
  private final class Ring implements Runnable {
    private final MonoTime instant;
    private volatile boolean rung;
    private volatile Future<?> timed;

    private Ring(MonoTime instant) {
      this.instant = instant;
    }

    private boolean comesBy(MonoTime other) {
      return !rung && !instant.isAfter(other);
    }

    private void schedule() {
      long nanos = instant.since(ticker.now()).plus(TRIFLE).toNanos();
      timed = timer.schedule(this, nanos, TimeUnit.NANOSECONDS);
    }

    private void cancel() {
      timed.cancel(false);
    }

    @Override
    public void run() {
      rung = true; // First: whoever is woken sets the alarm anew.
      wake.run();
    }
  }
}
