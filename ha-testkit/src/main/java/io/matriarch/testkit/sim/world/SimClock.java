package io.matriarch.testkit.sim.world;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The clocks of one host: monotonic time runs at its own rate from its own origin, wall-clock time
 * is off by whatever somebody set it to.
 */
public final class SimClock {
  private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");

  private final World world;
  private long worldAnchor;
  private long ownAnchor;
  private double rate = 1;
  private Duration wallError = Duration.ZERO;

  /**
   * @param origin monotonic time of this host when the world begins
   */
  public SimClock(World world, Duration origin) {
    this.world = world;
    this.ownAnchor = origin.toNanos();
  }

  public MonoTime now() {
    return new MonoTime(ownAt(world.nanos()));
  }

  private long ownAt(long worldNanos) {
    return ownAnchor + (long) ((worldNanos - worldAnchor) * rate);
  }

  /** How long the world takes until this clock shows that time; zero if it does already. */
  public Duration until(MonoTime own) {
    long left = own.nanos() - ownAt(world.nanos());
    return left <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(left / rate) + 1);
  }

  /** From now on the clock runs that much faster (above 1) or slower (below 1) than the world. */
  public void runAt(double newRate) {
    ownAnchor = ownAt(world.nanos());
    worldAnchor = world.nanos();
    rate = newRate;
  }

  public Instant wallClock() {
    return BEGINNING.plusNanos(world.nanos() + wallError.toNanos());
  }

  /** Somebody sets the wall clock. */
  public void setWallError(Duration error) {
    wallError = error;
  }
}
