package io.matriarch.testkit.sim.world;

import java.time.Duration;
import java.util.function.Supplier;

/** Virtual time: nothing happens but by what is entered here. Used by one thread. */
public final class World {
  private final long seed;
  private final Trace trace;
  private final EventHeap heap = new EventHeap();
  private long now;
  private boolean halted;

  public World(long seed, Trace trace) {
    this.seed = seed;
    this.trace = trace;
  }

  public long seed() {
    return seed;
  }

  /** Nanoseconds since the world began. */
  public long nanos() {
    return now;
  }

  /** Time since the world began. */
  public Duration now() {
    return Duration.ofNanos(now);
  }

  public Dice dice(String entity, String purpose) {
    return Dice.of(seed, entity, purpose);
  }

  public void after(Duration delay, Runnable action) {
    heap.add(now + Math.max(0, delay.toNanos()), action);
  }

  /** Lets things happen until that time has come, or until somebody halts the world. */
  public void runUntil(Duration end) {
    long last = end.toNanos();
    while (!halted && !heap.isEmpty() && heap.firstTime() <= last) {
      now = heap.firstTime();
      heap.removeFirst().run();
    }
    if (!halted) {
      now = Math.max(now, last);
    }
  }

  /** Nothing more happens. */
  public void halt() {
    halted = true;
  }

  public boolean halted() {
    return halted;
  }

  public Trace trace() {
    return trace;
  }

  /** Notes an event of a node; see {@link Trace}. */
  public void note(int column, String kind, long detail, Supplier<String> text) {
    trace.add(now, column, kind, detail, text);
  }
}
