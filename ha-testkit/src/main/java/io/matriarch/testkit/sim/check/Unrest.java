package io.matriarch.testkit.sim.check;

import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.Arrays;

/**
 * Which kinds of faults last, or ended so little ago that they are still felt: a bit for each, in
 * the order of their declaration. Asking costs a comparison.
 */
public final class Unrest {
  private final World world;
  private final long echo;
  private final int[] lasting;
  private final long[] feltUntil;
  private long bits;
  private long nextToFade = Long.MAX_VALUE;

  /**
   * @param kinds how many there are, 64 at most
   * @param echo how long a fault is felt after its end
   */
  public Unrest(World world, int kinds, Duration echo) {
    if (kinds > Long.SIZE) {
      throw new IllegalArgumentException(kinds + " kinds do not fit into one word");
    }
    this.world = world;
    this.echo = echo.toNanos();
    this.lasting = new int[kinds];
    this.feltUntil = new long[kinds];
  }

  /** One of that kind began. */
  public void began(Enum<?> kind) {
    lasting[kind.ordinal()]++;
    bits |= 1L << kind.ordinal();
  }

  /** One of that kind ended. */
  public void ended(Enum<?> kind) {
    lasting[kind.ordinal()]--;
    feltUntil[kind.ordinal()] = world.nanos() + echo;
    nextToFade = Math.min(nextToFade, feltUntil[kind.ordinal()]);
  }

  /** The kinds that are felt now. */
  public long bits() {
    if (world.nanos() >= nextToFade) {
      fade();
    }
    return bits;
  }

  private void fade() {
    long now = world.nanos();
    bits = 0;
    for (int kind = 0; kind < lasting.length; kind++) {
      bits |= lasting[kind] > 0 || now < feltUntil[kind] ? 1L << kind : 0;
    }
    nextToFade = Arrays.stream(feltUntil).filter(end -> end > now).min().orElse(Long.MAX_VALUE);
  }
}
