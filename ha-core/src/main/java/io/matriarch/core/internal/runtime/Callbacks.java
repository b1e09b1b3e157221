package io.matriarch.core.internal.runtime;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the embedder's own code: listeners, and what hangs on stages. It may block; whoever waits
 * behind it gets another thread after a short while.
 */
final class Callbacks implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Workers workers;
  private final ScheduledExecutorService timer;

  Callbacks(Workers workers, ScheduledExecutorService timer) {
    this.workers = workers;
    this.timer = timer;
  }

  @Override
  public void execute(Runnable work) {
    workers.execute(() -> run(work));
  }

  private void run(Runnable work) {
    Watch watch = new Watch();
    ScheduledFuture<?> late = timer.schedule(watch::late, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("a callback failed: {}", e.toString(), e);
    } finally {
      late.cancel(false);
      watch.over();
      Thread.interrupted();
    }
  }

  /** One piece of work, as seen by the timer. */
  private final class Watch {
    private boolean late;
    private boolean over;

    private synchronized void late() {
      if (!over) {
        late = true;
        workers.stuck();
      }
    }

    private synchronized void over() {
      over = true;
      if (late) {
        workers.returned();
      }
    }
  }
}
