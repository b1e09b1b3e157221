package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreRejectedException;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs one node's calls of one kind, one after another, and brings exactly one completion for
 * each to the queue, whatever the plug-in does. A call that overstays its deadline counts as
 * unknown and is interrupted; if even that does not end it, its thread is given up and the lane
 * goes on with another, unless many are lost already. A call that has not been begun by its
 * deadline never is: it was not applied.
 */
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** So many calls that never return are enough to know that the next would not either. */
  private static final int MOST_STUCK = 8;

  private final LaneKind kind;
  private final EventQueue queue;
  private final Ticker ticker;
  private final Staff staff;
  private final Counters counters;
  private final Workers workers;
  private final ArrayDeque<LaneJob> waiting = new ArrayDeque<>();
  private final AtomicInteger stuck = new AtomicInteger();
  private Optional<LaneJob> active = Optional.empty();
  private boolean closed;

  Lane(LaneKind kind, EventQueue queue, Ticker ticker, Staff staff, Counters counters) {
    this.kind = kind;
    this.queue = queue;
    this.ticker = ticker;
    this.staff = staff;
    this.counters = counters;
    this.workers = staff.workers(kind);
  }

  /** A call into a plug-in. */
  interface Work {
    Event perform() throws Exception;
  }

  /** Never blocks. */
  void submit(Call call, Work work, Function<Failure, Event> failed) {
    LaneJob job = new LaneJob(this, () -> outcome(work, failed), failed);
    job.watch(staff.timer(), call.remaining(ticker.now()));
    synchronized (this) {
      if (closed) {
        job.abandon();
        return;
      }
      waiting.add(job);
    }
    next();
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
    } catch (InterruptedException e) {
      return failed.apply(failure(Failure.Knowledge.UNKNOWN, e)); // It was given up.
    } catch (ResourceException e) {
      LOG.warn("{} of {}: {}", kind.word(), staff, e.getMessage());
      return failed.apply(failure(Failure.Knowledge.UNKNOWN, e));
    } catch (Exception | Error e) {
      LOG.warn("{} of {}: unexpected {}", kind.word(), staff, e.toString(), e);
      return failed.apply(failure(Failure.Knowledge.UNKNOWN, e));
    }
  }

  private static Failure failure(Failure.Knowledge knowledge, Throwable cause) {
    return new Failure(
        knowledge, cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  private void next() {
    LaneJob job;
    synchronized (this) {
      if (active.isPresent() || waiting.isEmpty() || stuck.get() >= MOST_STUCK) {
        return;
      }
      job = waiting.remove();
      active = Optional.of(job);
    }
    try {
      workers.execute(job);
    } catch (RuntimeException | Error noThread) {
      // It stays where it is until its deadline: who is refused at once tries again at once.
      LOG.warn("{} of {}: no thread to be had: {}", kind.word(), staff, noThread.toString());
    }
  }

  /** Runs on a worker. */
  void perform(Runnable call) {
    staff.own(call).run();
  }

  /** Called once for each job. */
  void answer(Event event) {
    queue.completion(event);
  }

  /** The job was answered, or is stale: whatever waits behind it may go on. */
  void over(LaneJob job) {
    synchronized (this) {
      waiting.remove(job);
      active = active.filter(other -> other != job);
      notifyAll();
    }
    next();
  }

  /** The job was answered before anybody began with it. */
  void withdrawn(LaneJob job) {
    workers.withdraw(job);
    over(job);
  }

  /** A job has overstayed; its thread may never come back. */
  void givenUp() {
    stuck.incrementAndGet();
    counters.callsGivenUp.increment();
    LOG.warn("{} of {}: a call has overstayed its deadline and is given up", kind.word(), staff);
    workers.stuck();
  }

  /** The thread of a job that was given up works again. */
  void returned() {
    workers.returned();
    stuck.decrementAndGet();
  }

  /** Lets what was submitted end, as long as given. */
  synchronized void drain(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (active.isPresent() || !waiting.isEmpty()) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was not begun never is, what is under way is interrupted; nobody waits for either. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.forEach(LaneJob::abandon);
    waiting.clear();
    active.ifPresent(LaneJob::abandon);
  }
}
