package io.matriarch.core.internal.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Named daemon threads: an embedder's JVM can always end, and a thread dump tells who is who. */
final class Threads {
  private Threads() {}

  static ThreadFactory named(String name) {
    return work -> create(name, work);
  }

  static Thread create(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for a thread to end, as long as given; an interrupt ends the wait and is kept. */
  static void join(Thread thread, long millis) {
    try {
      TimeUnit.MILLISECONDS.timedJoin(thread, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
