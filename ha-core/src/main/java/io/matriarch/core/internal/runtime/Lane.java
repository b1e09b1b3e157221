package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreRejectedException;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs calls into a plug-in one after another on a thread of its own, and brings exactly one
 * completion for each to the queue, whatever the plug-in does. A call that overstays its deadline
 * counts as unknown and is interrupted; if even that does not end it, its thread is given up and
 * the lane goes on with a new one.
 */
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  private final String name;
  private final EventQueue queue;
  private final Ticker ticker;
  private final ScheduledExecutorService timer;
  private volatile ExecutorService worker;

  Lane(String name, EventQueue queue, Ticker ticker, ScheduledExecutorService timer) {
    this.name = name;
    this.queue = queue;
    this.ticker = ticker;
    this.timer = timer;
    this.worker = newWorker();
  }

  /** A call into a plug-in. */
  interface Work {
    Event perform() throws Exception;
  }

  private ExecutorService newWorker() {
    return Executors.newSingleThreadExecutor(Threads.named(name));
  }

  void submit(Call call, Work work, Function<Failure, Event> failed) {
    AtomicBoolean answered = new AtomicBoolean();
    Runnable body =
        () -> {
          Thread thread = Thread.currentThread();
          ScheduledFuture<?> watch = overstay(call, worker, thread, answered, failed);
          Event event = outcome(work, failed);
          watch.cancel(false);
          Thread.interrupted();
          if (answered.compareAndSet(false, true)) {
            queue.completion(event);
          }
        };
    synchronized (this) {
      worker.execute(body);
    }
  }

  private Event outcome(Work work, Function<Failure, Event> failed) {
    try {
      return work.perform();
    } catch (StoreUnavailableException e) {
      return failed.apply(failure(Failure.Knowledge.NOT_APPLIED, e));
    } catch (OutcomeUnknownException e) {
      return failed.apply(failure(Failure.Knowledge.UNKNOWN, e));
    } catch (StoreRejectedException e) {
      return failed.apply(failure(Failure.Knowledge.REJECTED, e));
    } catch (Exception | Error e) {
      LOG.warn("{}: unexpected {}", name, e.toString(), e);
      return failed.apply(failure(Failure.Knowledge.UNKNOWN, e));
    }
  }

  private static Failure failure(Failure.Knowledge knowledge, Throwable cause) {
    return new Failure(
        knowledge, cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  private ScheduledFuture<?> overstay(
      Call call,
      ExecutorService mine,
      Thread thread,
      AtomicBoolean answered,
      Function<Failure, Event> failed) {
    Duration left = call.remaining(ticker.now()).plus(TOLERANCE);
    return timer.schedule(
        () -> {
          if (answered.compareAndSet(false, true)) {
            queue.completion(
                failed.apply(new Failure(Failure.Knowledge.UNKNOWN, name + ": no answer in time")));
            LOG.warn("{}: a call has overstayed its deadline and is given up", name);
            thread.interrupt();
            giveUp(mine);
          }
        },
        left.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  /** What waits behind the call that does not return is done by somebody else. */
  private synchronized void giveUp(ExecutorService stuck) {
    if (stuck == worker && !stuck.isShutdown()) {
      worker = newWorker();
      stuck.shutdownNow().forEach(worker::execute);
    }
  }

  /** Lets what is queued end, as long as given. */
  void drain(Duration patience) {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
