package io.matriarch.core.internal.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all guards again and again; does nothing else and waits for nobody. */
final class GuardThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuardThread.class);
  private static final Duration SHORTEST_NAP = Duration.ofMillis(10);

  /** Short, for the clock may jump ahead while the machine is suspended and naps do not. */
  private static final Duration LONGEST_NAP = Duration.ofMillis(500);

  /**
   * Nobody waits for an instant. Whoever is told one wakes this thread; this is for the other case.
   */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Set<LeaseGuard> guards = ConcurrentHashMap.newKeySet();
  private final Executor fencers;
  private final ThreadFactory factory;
  private volatile Thread thread;
  private volatile boolean closed;

  /**
   * @param fencers carries a fence out at once, whatever others are doing; may use the caller's
   *     thread if there is only one guard
   */
  GuardThread(ThreadFactory factory, Executor fencers) {
    this.factory = factory;
    this.fencers = fencers;
  }

  /** To be called once. */
  void start() {
    thread = factory.newThread(this::run); // known before it runs, or it could miss being woken
    thread.start();
  }

  void add(LeaseGuard guard) {
    guards.add(guard);
    wake();
  }

  void remove(LeaseGuard guard) {
    guards.remove(guard);
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      Duration nap = IDLE;
      for (LeaseGuard guard : guards) {
        Duration left = look(guard);
        nap = left.compareTo(nap) < 0 ? left : nap;
      }
      Thread.interrupted(); // A guard that was interrupted would never nap again.
      LockSupport.parkNanos(this, (nap.compareTo(SHORTEST_NAP) < 0 ? SHORTEST_NAP : nap).toNanos());
    }
  }

  private static Duration atMost(Duration left) {
    return left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
  }

  private Duration look(LeaseGuard guard) {
    try {
      return guard.look(fencers).map(GuardThread::atMost).orElse(IDLE);
    } catch (RuntimeException | Error e) {
      LOG.error("the guard could not look, trying again: {}", e.toString(), e);
      return LONGEST_NAP;
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
  }
}
