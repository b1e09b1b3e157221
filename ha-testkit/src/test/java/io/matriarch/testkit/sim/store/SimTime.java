package io.matriarch.testkit.sim.store;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A simulated world that several real threads may wait in, one at a time. */
final class SimTime implements Ticker {
  private static final Duration STEP = Duration.ofMillis(1);

  private final World world;

  SimTime(World world) {
    this.world = world;
  }

  /** While this runs nobody else moves the world on. */
  synchronized void alone(Runnable action) {
    action.run();
  }

  /** Lets the world go on until something is so, but not longer. */
  synchronized void runUntil(MonoTime end, BooleanSupplier condition) {
    while (!condition.getAsBoolean() && now().isBefore(end)) {
      MonoTime next = MonoTime.earlier(end, now().plus(STEP));
      world.runUntil(Duration.ofNanos(next.nanos()));
    }
  }

  void runUntil(MonoTime end) {
    runUntil(end, () -> false);
  }

  @Override
  public synchronized MonoTime now() {
    return new MonoTime(world.nanos());
  }

  @Override
  public Instant wallClock() {
    return Instant.EPOCH.plusNanos(now().nanos());
  }
}
