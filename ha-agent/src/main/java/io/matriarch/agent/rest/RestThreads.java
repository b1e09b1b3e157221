package io.matriarch.agent.rest;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of the REST API. Those that answer at once are kept apart from those that read bodies and
 * look up names, so that health checks never wait for either. Work beyond all threads and the queue
 * is rejected.
 */
final class RestThreads {
  private static final int WAITING_REQUESTS = 256;
  private static final int CHANGING = 4;
  private static final int WAITING_CHANGES = 64;
  private static final long SECONDS_IDLE = 10;

  private final ThreadPoolExecutor quick;
  private final ThreadPoolExecutor changing;

  RestThreads(int size) {
    this.quick = pool("rest-", size, WAITING_REQUESTS);
    this.changing = pool("rest-change-", CHANGING, WAITING_CHANGES);
    changing.allowCoreThreadTimeOut(true); // seldom needed
  }

  /** For whatever only reads. */
  Executor quick() {
    return quick;
  }

  /** For whatever may have to wait for a client or a name server. */
  Executor changing() {
    return changing;
  }

  void resize(int size) {
    boolean grows = size > quick.getMaximumPoolSize();
    if (grows) {
      quick.setMaximumPoolSize(size);
      quick.setCorePoolSize(size);
    } else {
      quick.setCorePoolSize(size);
      quick.setMaximumPoolSize(size);
    }
  }

  void close() {
    quick.shutdownNow();
    changing.shutdownNow();
  }

  private static ThreadPoolExecutor pool(String name, int size, int queue) {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        size,
        size,
        SECONDS_IDLE,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(queue),
        work -> {
          Thread thread = Executors.defaultThreadFactory().newThread(work);
          thread.setName(name + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
