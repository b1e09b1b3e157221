package io.matriarch.agent.rest;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives connections up whose clients do not take their answers, since each of them holds a thread:
 * an interrupt closes the socket on which a thread writes. Looks only while something is being
 * written.
 */
final class SlowClients {
  private final long patience;
  private final Executor later;
  private final Set<Writing> writing = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watched = new AtomicBoolean();

  /** One answer on its way. */
  final class Writing implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final long since = System.nanoTime();
    private boolean over;
    private boolean givenUp;

    /** The interrupt must not meet what the thread does next. */
    @Override
    public void close() {
      writing.remove(this);
      synchronized (this) {
        over = true;
        if (givenUp) {
          Thread.interrupted();
        }
      }
    }

    private synchronized void giveUp() {
      if (!over) {
        givenUp = true;
        thread.interrupt();
      }
    }
  }

  /**
   * @param patienceMillis how long a client may take
   */
  SlowClients(long patienceMillis) {
    this.patience = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    this.later = CompletableFuture.delayedExecutor(patienceMillis / 2, TimeUnit.MILLISECONDS);
  }

  /** To be closed when the answer is written, by the thread that writes it. */
  Writing begin() {
    Writing begun = new Writing();
    writing.add(begun);
    watch();
    return begun;
  }

  private void watch() {
    if (!watched.get() && watched.compareAndSet(false, true)) {
      later.execute(this::look);
    }
  }

  private void look() {
    long now = System.nanoTime();
    writing.stream().filter(one -> now - one.since > patience).forEach(Writing::giveUp);
    watched.set(false);
    if (!writing.isEmpty()) {
      watch();
    }
  }
}
