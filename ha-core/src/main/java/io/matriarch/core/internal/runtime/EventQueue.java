package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be taken up. A hint is a bit, so a burst of hints is one event; completions are
 * never dropped, since there are at most as many as effects in flight; commands are refused beyond
 * a bound.
 */
final class EventQueue {
  private static final int MOST_COMMANDS = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private boolean storeHint;
  private boolean resourceHint;
  private int commands;

  void storeHint() {
    lock.lock();
    try {
      storeHint = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  void resourceHint() {
    lock.lock();
    try {
      resourceHint = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  void completion(Event event) {
    lock.lock();
    try {
      events.add(event);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** False if too many commands are waiting already. */
  boolean command(CommandEvent event) {
    lock.lock();
    try {
      if (commands >= MOST_COMMANDS) {
        return false;
      }
      commands++;
      events.add(event);
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next event, or nothing if none came in time. Only the loop calls this. */
  Optional<Event> take(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (left > 0 && !storeHint && !resourceHint && events.isEmpty()) {
        left = arrived.awaitNanos(left);
      }
      return next();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Event> next() {
    Event event = events.poll();
    if (event instanceof CommandEvent) {
      commands--;
    }
    return Optional.ofNullable(event).or(this::hint);
  }

  /** Hints come last: there may be any number of them, and they must not starve the others. */
  private Optional<Event> hint() {
    if (storeHint) {
      storeHint = false;
      return Optional.of(new StoreEvent.Hint());
    }
    if (resourceHint) {
      resourceHint = false;
      return Optional.of(new ResourceEvent.Hint());
    }
    return Optional.empty();
  }
}
