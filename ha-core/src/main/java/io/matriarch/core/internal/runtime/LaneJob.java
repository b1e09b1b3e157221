package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.internal.event.Failure.Knowledge;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call, as its worker and the timer see it. Whoever comes first decides what becomes of it; an
 * interrupt reaches its thread only while that is busy with it.
 */
final class LaneJob implements Runnable {
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  private final Lane lane;
  private final Supplier<Event> call;
  private final Function<Failure, Event> failed;
  private Phase phase = Phase.WAITING;
  private Thread thread;
  private Future<?> watch;

  private enum Phase {
    WAITING,
    RUNNING,
    /** Answered as unknown while it still runs. */
    GIVEN_UP,
    OVER
  }

  LaneJob(Lane lane, Supplier<Event> call, Function<Failure, Event> failed) {
    this.lane = lane;
    this.call = call;
    this.failed = failed;
  }

  /** Before anybody else knows of the job, but the timer, which may be early. */
  synchronized void watch(ScheduledExecutorService timer, Duration left) {
    watch = timer.schedule(() -> deadline(timer), left.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void run() {
    if (begin()) {
      lane.perform(() -> end(call.get()));
    }
    lane.over(this);
  }

  private synchronized boolean begin() {
    if (phase != Phase.WAITING) {
      return false;
    }
    phase = Phase.RUNNING;
    thread = Thread.currentThread();
    return true;
  }

  private void end(Event event) {
    synchronized (this) {
      if (phase == Phase.RUNNING) {
        lane.answer(event);
      } else {
        lane.returned();
      }
      phase = Phase.OVER;
      watch.cancel(false);
      Thread.interrupted(); // Meant for this call; the thread is somebody else's from here on.
    }
  }

  private void deadline(ScheduledExecutorService timer) {
    synchronized (this) {
      if (phase == Phase.RUNNING) {
        watch = timer.schedule(this::overstayed, TOLERANCE.toNanos(), TimeUnit.NANOSECONDS);
        return;
      }
    }
    refuse("nobody was free to begin with it in time");
  }

  /** It was not begun, and never will be. */
  void refuse(String why) {
    synchronized (this) {
      if (phase != Phase.WAITING) {
        return;
      }
      phase = Phase.OVER;
      watch.cancel(false);
      lane.answer(failed.apply(new Failure(Knowledge.NOT_APPLIED, why)));
    }
    lane.withdrawn(this);
  }

  private void overstayed() {
    synchronized (this) {
      if (phase != Phase.RUNNING) {
        return;
      }
      phase = Phase.GIVEN_UP;
      lane.answer(failed.apply(new Failure(Knowledge.UNKNOWN, "no answer in time")));
      lane.givenUp();
      thread.interrupt();
    }
    lane.over(this);
  }

  /** Nobody cares for its answer any more. */
  void abandon() {
    synchronized (this) {
      if (phase == Phase.WAITING) {
        phase = Phase.OVER;
        watch.cancel(false);
      } else if (phase == Phase.RUNNING) {
        thread.interrupt();
      }
    }
  }
}
