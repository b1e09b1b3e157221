package io.matriarch.testkit.sim.net;

import io.matriarch.testkit.sim.world.Dice;
import java.time.Duration;

/** How long a message takes: short mostly, long now and then, very long in slow periods. */
public final class Latency {
  private static final Duration LEAST = Duration.ofNanos(100_000);
  private static final Duration USUAL = Duration.ofMillis(3);
  private static final Duration SLOW = Duration.ofMillis(400);
  private static final Duration CRAWLING = Duration.ofSeconds(8);

  private final Dice dice;
  private final double slowShare;
  private int slowPeriods;

  /**
   * @param slowShare share of messages that take long
   */
  public Latency(Dice dice, double slowShare) {
    this.dice = dice;
    this.slowShare = slowShare;
  }

  public Duration next() {
    if (slowPeriods > 0 && dice.chance(0.5)) {
      return dice.spread(USUAL, CRAWLING);
    }
    return dice.chance(slowShare) ? dice.spread(USUAL, SLOW) : dice.spread(LEAST, USUAL);
  }

  public void beginSlowPeriod() {
    slowPeriods++;
  }

  public void endSlowPeriod() {
    slowPeriods--;
  }
}
