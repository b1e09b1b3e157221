package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * What waits to be taken up. A hint is a bit, so a burst of hints is one event; so is the wish to
 * end. Completions are never dropped, since there are at most as many as effects in flight;
 * commands are refused beyond a bound. Any thread; never blocks.
 */
final class EventQueue {
  private static final int MOST_COMMANDS = 64;

  private final Runnable arrived;
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private boolean shutdown;
  private boolean storeHint;
  private boolean resourceHint;
  private int commands;

  /**
   * @param arrived called after something has come, by whoever brought it
   */
  EventQueue(Runnable arrived) {
    this.arrived = arrived;
  }

  void storeHint() {
    synchronized (this) {
      storeHint = true;
    }
    arrived.run();
  }

  void resourceHint() {
    synchronized (this) {
      resourceHint = true;
    }
    arrived.run();
  }

  /** Never refused. */
  void shutdown() {
    synchronized (this) {
      if (!shutdown) {
        shutdown = true;
        events.add(new CommandEvent.Shutdown());
      }
    }
    arrived.run();
  }

  void completion(Event event) {
    synchronized (this) {
      events.add(event);
    }
    arrived.run();
  }

  /** False if too many commands are waiting already. */
  boolean command(CommandEvent event) {
    synchronized (this) {
      if (commands >= MOST_COMMANDS) {
        return false;
      }
      commands++;
      events.add(event);
    }
    arrived.run();
    return true;
  }

  /** The next event, if there is one. */
  synchronized Optional<Event> poll() {
    Event event = events.poll();
    if (event instanceof CommandEvent.Shutdown) {
      shutdown = false;
    } else if (event instanceof CommandEvent) {
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

  synchronized int size() {
    return events.size() + (storeHint ? 1 : 0) + (resourceHint ? 1 : 0);
  }
}
