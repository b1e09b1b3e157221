package io.matriarch.testkit.sim.postgres;

import io.matriarch.testkit.sim.world.Dice;
import java.time.Duration;

/** How long one server takes for what it does, and what goes wrong with it at present. */
public final class Pace {
  private final Dice dice;
  private int slowPromotions;
  private int failingTasks;
  private int stalledStreams;

  public Pace(Dice dice) {
    this.dice = dice;
  }

  Duration flush() {
    return dice.spread(Duration.ofNanos(200_000), Duration.ofMillis(5));
  }

  Duration delivery() {
    return dice.chance(0.02) ? dice.millis(20, 800) : dice.millis(1, 20);
  }

  Duration reconnect() {
    return dice.millis(200, 5000);
  }

  public Duration start() {
    return dice.millis(200, 2000);
  }

  public Duration crashRecovery() {
    return dice.spread(Duration.ofMillis(100), Duration.ofSeconds(15));
  }

  Duration promotion() {
    return slowPromotions > 0 ? dice.seconds(5, 75) : dice.millis(60, 900);
  }

  Duration firstCheckpoint() {
    return dice.spread(Duration.ofMillis(50), Duration.ofSeconds(10));
  }

  Duration disconnectingClients() {
    return dice.millis(1, 20);
  }

  public Duration shutdownCheckpoint() {
    return dice.spread(Duration.ofMillis(20), Duration.ofSeconds(8));
  }

  Duration archivingTail() {
    return dice.chance(0.2) ? dice.seconds(1, 20) : dice.millis(1, 100);
  }

  /** From the signal to stop at once until nothing writes any more. */
  Duration dying() {
    return dice.chance(0.05) ? dice.millis(100, 900) : dice.millis(3, 60);
  }

  /** Between two instructions of a thread. */
  public Duration instant() {
    return dice.spread(Duration.ofNanos(1_000), Duration.ofMillis(2));
  }

  public Duration shortTask() {
    return dice.millis(5, 300);
  }

  public Duration creation() {
    return dice.seconds(1, 6);
  }

  public Duration realigning() {
    return dice.spread(Duration.ofMillis(500), Duration.ofSeconds(20));
  }

  public Duration copying() {
    return dice.spread(Duration.ofSeconds(1), Duration.ofSeconds(60));
  }

  public boolean taskFails() {
    return failingTasks > 0 && dice.chance(0.5);
  }

  boolean streamStalled() {
    return stalledStreams > 0;
  }

  public void slowPromotions(boolean begin) {
    slowPromotions += begin ? 1 : -1;
  }

  public void failingTasks(boolean begin) {
    failingTasks += begin ? 1 : -1;
  }

  public void stalledStreams(boolean begin) {
    stalledStreams += begin ? 1 : -1;
  }
}
