package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ManagedResource;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows one number, the instant until which this node may be writable, and fences when it passes.
 * It runs on a thread of its own and trusts nothing else, least of all the loop.
 */
final class LeaseGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseGuard.class);
  private static final Duration SHORTEST_NAP = Duration.ofMillis(10);

  /** Short, for the clock may jump ahead while the machine is suspended and naps do not. */
  private static final Duration LONGEST_NAP = Duration.ofMillis(500);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final ManagedResource resource;
  private final Ticker ticker;
  private final Thread thread = Threads.create("ha-guard", this::run);
  private volatile GuardOrders orders = GuardOrders.NONE;
  private volatile String wanted = "";
  private volatile boolean closed;

  LeaseGuard(ManagedResource resource, Ticker ticker) {
    this.resource = resource;
    this.ticker = ticker;
  }

  void start() {
    thread.start();
  }

  /** The loop's orders; valid until the next ones. */
  void obey(GuardOrders newOrders) {
    boolean sooner = newOrders.fenceAt().isBefore(orders.fenceAt());
    orders = newOrders;
    if (sooner) {
      LockSupport.unpark(thread);
    }
  }

  /** Fence now, on the guard's thread. */
  void fence(String reason) {
    wanted = reason;
    LockSupport.unpark(thread);
  }

  private void run() {
    MonoTime next = MonoTime.MIN;
    while (!closed) {
      MonoTime now = ticker.now();
      String reason = wanted;
      GuardOrders current = orders;
      if (!reason.isEmpty()) {
        wanted = "";
        strike(reason);
        next = ticker.now().plus(AGAIN);
      } else if (now.hasReached(current.fenceAt()) && now.hasReached(next)) {
        strike("the lease runs out and nothing has stopped the resource");
        MonoTime after = ticker.now();
        next =
            after.isBefore(current.killAt())
                ? MonoTime.earlier(after.plus(AGAIN), current.killAt())
                : after.plus(AGAIN);
      }
      LockSupport.parkNanos(this, nap(next).toNanos());
    }
  }

  private Duration nap(MonoTime next) {
    MonoTime due = MonoTime.later(orders.fenceAt(), next);
    Duration left = due.isFinite() ? due.since(ticker.now()) : LONGEST_NAP;
    Duration capped = left.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : left;
    return capped.compareTo(SHORTEST_NAP) < 0 ? SHORTEST_NAP : capped;
  }

  private void strike(String reason) {
    LOG.warn("fencing: {}", reason);
    try {
      resource.fence();
    } catch (RuntimeException | Error e) {
      LOG.error("fencing failed, trying again: {}", e.toString(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
