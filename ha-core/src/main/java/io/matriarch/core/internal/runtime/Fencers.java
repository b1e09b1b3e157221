package io.matriarch.core.internal.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Carries fences out, each at once, whatever becomes of the others: one thread stands by, more are
 * made as they are needed.
 */
final class Fencers implements Executor, AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool;

  Fencers(ThreadFactory factory) {
    pool =
        new ThreadPoolExecutor(
            1,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory);
  }

  void start() {
    pool.prestartAllCoreThreads();
  }

  @Override
  public void execute(Runnable fence) {
    pool.execute(fence);
  }

  /** What is under way is not disturbed. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
