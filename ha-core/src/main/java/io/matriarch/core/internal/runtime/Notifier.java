package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.NodeListener;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one node's listener one thing after another; keeps what it throws from everybody else. */
final class Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final Duration QUIET = Duration.ofSeconds(60);

  private final NodeListener listener;
  private final Executor callbacks;
  private final Ticker ticker;
  private final Counters counters;
  private final ArrayDeque<Consumer<NodeListener>> waiting = new ArrayDeque<>();
  private Optional<Thread> telling = Optional.empty();
  private boolean busy;
  private boolean closed;
  private boolean saidSo;
  private MonoTime complainAgainAt = MonoTime.MIN;

  Notifier(NodeListener listener, Executor callbacks, Ticker ticker, Counters counters) {
    this.listener = listener;
    this.callbacks = callbacks;
    this.ticker = ticker;
    this.counters = counters;
  }

  /** Any thread; never blocks. */
  void tell(Consumer<NodeListener> news) {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (waiting.size() == NodeListener.MOST_WAITING) {
        waiting.removeFirst();
        dropped();
      }
      waiting.addLast(news);
      if (busy) {
        return;
      }
      busy = true;
    }
    try {
      callbacks.execute(this::tellAll);
    } catch (RuntimeException | Error noThread) {
      LOG.warn("the listener cannot be told anything now: {}", noThread.toString());
      idle();
    }
  }

  private void dropped() {
    counters.listenerDropped.increment();
    if (!saidSo) {
      saidSo = true;
      LOG.warn("{} is too slow and is not told everything", listener.getClass().getName());
    }
  }

  private void tellAll() {
    for (Optional<Consumer<NodeListener>> news = next(); news.isPresent(); news = next()) {
      tellNow(news.get());
    }
  }

  private synchronized Optional<Consumer<NodeListener>> next() {
    if (waiting.isEmpty()) {
      idle();
      return Optional.empty();
    }
    telling = Optional.of(Thread.currentThread());
    return Optional.of(waiting.removeFirst());
  }

  private synchronized void idle() {
    busy = false;
    telling = Optional.empty();
    notifyAll();
  }

  private void tellNow(Consumer<NodeListener> news) {
    try {
      news.accept(listener);
    } catch (RuntimeException | Error e) {
      counters.listenerFailures.increment();
      MonoTime now = ticker.now();
      if (now.hasReached(complainAgainAt)) {
        complainAgainAt = now.plus(QUIET);
        LOG.warn("{} failed: {}", listener.getClass().getName(), e.toString(), e);
      }
    }
  }

  /** How many things it has not been told yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Lets it hear what is waiting, as long as given; then it is interrupted and hears no more. */
  synchronized void close(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toNanos(); busy && left > 0; left = until - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed = true;
    waiting.clear();
    telling.ifPresent(Thread::interrupt);
  }
}
