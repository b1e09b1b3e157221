package io.matriarch.testkit.sim.world;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One stream of randomness, for one purpose of one entity. Streams do not disturb each other, so
 * that removing a fault does not reshuffle everything else.
 */
public final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The same arguments give the same stream. */
  public static Dice of(long seed, String entity, String purpose) {
    long mixed = seed * 0x9E37_79B9_7F4A_7C15L + entity.hashCode() * 0xBF58_476D_1CE4_E5B9L;
    return new Dice(mixed ^ purpose.hashCode() * 0x94D0_49BB_1331_11EBL);
  }

  /** True with that probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Evenly between both, the end excluded unless they are equal. */
  public Duration between(Duration least, Duration most) {
    long span = most.minus(least).toNanos();
    return span <= 0 ? least : least.plusNanos(random.nextLong(span));
  }

  public Duration millis(long least, long most) {
    return between(Duration.ofMillis(least), Duration.ofMillis(most));
  }

  public Duration seconds(long least, long most) {
    return between(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }

  /** Each order of magnitude between both is as likely as the others. */
  public Duration spread(Duration least, Duration most) {
    double ratio = (double) most.toNanos() / least.toNanos();
    return Duration.ofNanos((long) (least.toNanos() * Math.pow(ratio, random.nextDouble())));
  }

  /** From {@code least} to {@code most}, both included. */
  public int number(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  public double fraction(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
