package io.matriarch.core.internal.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads by the embedder's factory, and names them: a thread dump tells whose they are. */
final class ThreadMaker {
  private final String prefix;
  private final ThreadFactory factory;

  /**
   * @param prefix what all names begin with
   */
  ThreadMaker(String prefix, ThreadFactory factory) {
    this.prefix = prefix;
    this.factory = factory;
  }

  /** Named after what it does and for whom. */
  Thread make(String kind, String whose, Runnable work) {
    String name = prefix + "-" + kind + "-" + whose;
    Thread thread = factory.newThread(work);
    if (thread == null) {
      throw new IllegalStateException("the thread factory has made no thread for " + name);
    }
    thread.setName(name);
    return thread;
  }

  /** For a pool that one node has for itself. */
  ThreadFactory of(String kind, String whose) {
    return work -> make(kind, whose, work);
  }

  /** For a pool that belongs to nobody: its threads have numbers. */
  ThreadFactory numbered(String kind) {
    AtomicInteger made = new AtomicInteger();
    return work -> make(kind, String.valueOf(made.incrementAndGet()), work);
  }
}
