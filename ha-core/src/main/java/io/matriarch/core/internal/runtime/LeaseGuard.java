package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows one number, the instant until which this node may be writable, and fences when it passes.
 * It is looked at by a thread for guards alone and trusts nothing else, least of all the loop.
 */
final class LeaseGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseGuard.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final String whose;
  private final Runnable fence;
  private final Ticker ticker;
  private final GuardThread thread;
  private final AtomicInteger striking = new AtomicInteger();
  private volatile GuardOrders orders = GuardOrders.NONE;
  private volatile String wanted = "";
  private volatile MonoTime next = MonoTime.MIN;
  private volatile boolean closed;

  /**
   * @param whose the node, for the log
   * @param fence the resource's own
   */
  LeaseGuard(String whose, Runnable fence, Ticker ticker, GuardThread thread) {
    this.whose = whose;
    this.fence = fence;
    this.ticker = ticker;
    this.thread = thread;
  }

  void start() {
    thread.add(this);
  }

  /** The loop's orders; valid until the next ones. */
  void obey(GuardOrders newOrders) {
    boolean sooner = newOrders.fenceAt().isBefore(orders.fenceAt());
    orders = newOrders;
    if (sooner) {
      thread.wake();
    }
  }

  /** Fence now, without being called back. */
  void fence(String reason) {
    wanted = reason;
    thread.wake();
  }

  /**
   * Fences if it is time.
   *
   * @return how long nothing needs to be looked at; empty if not before it is told something
   */
  Optional<Duration> look(Executor fencers) {
    MonoTime now = ticker.now();
    GuardOrders current = orders;
    String reason = wanted;
    if (striking.get() > 0) {
      lastResort(now, current, fencers);
    } else if (!reason.isEmpty()) {
      wanted = "";
      strike(reason, now, fencers);
    } else if (now.hasReached(current.fenceAt()) && now.hasReached(next)) {
      strike("the lease runs out and nothing has stopped the resource", now, fencers);
    }
    return nap();
  }

  private Optional<Duration> nap() {
    MonoTime now = ticker.now();
    if (striking.get() > 0) {
      MonoTime killAt = orders.killAt();
      return Optional.of(killAt.isFinite() && now.isBefore(killAt) ? killAt.since(now) : AGAIN);
    }
    MonoTime due = MonoTime.later(orders.fenceAt(), next);
    return due.isFinite() ? Optional.of(due.since(now)) : Optional.empty();
  }

  /** A fence hangs, and the lease is over: once more, beside it. */
  private void lastResort(MonoTime now, GuardOrders current, Executor fencers) {
    if (now.hasReached(current.killAt()) && next.isBefore(current.killAt())) {
      strike("the lease is over and fencing has not ended yet", now, fencers);
    }
  }

  private void strike(String reason, MonoTime now, Executor fencers) {
    next = now;
    striking.incrementAndGet();
    try {
      fencers.execute(this::strike);
    } catch (RuntimeException | Error noThread) {
      strike();
    }
    say(fencers, () -> LOG.warn("fencing {}: {}", whose, reason));
  }

  /** Last, and not on the thread of the guard if there is another: a log may block for ever. */
  private static void say(Executor fencers, Runnable message) {
    try {
      fencers.execute(message);
    } catch (RuntimeException | Error noThread) {
      // It stays unsaid.
    }
  }

  private void strike() {
    wanted = ""; // This fence is the one: a second would end what is started after it.
    Optional<Throwable> failure = Optional.empty();
    try {
      if (!closed) {
        fence.run();
      }
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e);
    } finally {
      next = again();
      striking.decrementAndGet();
      thread.wake();
    }
    failure.ifPresent(
        e -> LOG.error("fencing {} failed, trying again: {}", whose, e.toString(), e));
  }

  private MonoTime again() {
    MonoTime after = ticker.now();
    MonoTime killAt = orders.killAt();
    return after.isBefore(killAt) ? MonoTime.earlier(after.plus(AGAIN), killAt) : after.plus(AGAIN);
  }

  @Override
  public void close() {
    closed = true;
    thread.remove(this);
  }
}
