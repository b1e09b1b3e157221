package io.matriarch.core.internal.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does jobs in the order they came, on at most so many threads, which come on demand and go when
 * they have been idle for a while. A thread that is stuck can be made up for by another one.
 */
final class Workers {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;

  Workers(int most, ThreadFactory factory) {
    pool =
        new ThreadPoolExecutor(
            most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * The job must not throw.
   *
   * @throws RuntimeException it will not be done: this is closed
   * @throws Error it will not be done: there is no thread to be had
   */
  void execute(Runnable job) {
    pool.execute(job);
  }

  /** What was not begun is not done any more. */
  void withdraw(Runnable job) {
    pool.remove(job);
  }

  /** One of the threads is stuck and does not count, until {@link #returned}. */
  synchronized void stuck() {
    pool.setMaximumPoolSize(pool.getMaximumPoolSize() + 1);
    pool.setCorePoolSize(pool.getCorePoolSize() + 1);
  }

  /** A thread that was stuck works again. */
  synchronized void returned() {
    pool.setCorePoolSize(pool.getCorePoolSize() - 1);
    pool.setMaximumPoolSize(pool.getMaximumPoolSize() - 1);
  }

  /** Takes nothing more; what was taken is done. */
  void finish() {
    pool.shutdown();
  }

  /** Takes nothing more, forgets what was not begun, interrupts the rest. */
  void abandon() {
    pool.shutdownNow();
  }
}
