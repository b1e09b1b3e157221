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
  private static final Duration TICK = Duration.ofMillis(100);
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
    orders = newOrders;
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
      LockSupport.parkNanos(this, TICK.toNanos());
    }
  }

  private void strike(String reason) {
    LOG.warn("fencing: {}", reason);
    try {
      resource.fence();
    } catch (RuntimeException e) {
      LOG.error("fencing failed, trying again: {}", e.toString(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
