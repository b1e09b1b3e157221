package io.matriarch.testkit.sim.postgres;

import io.matriarch.testkit.sim.world.Dice;
import java.time.Duration;

/** How long one server takes for what it does, and what goes wrong with it at present. */
public final class Pace {
  private final Dice dice;
  private int slowPromotions;
  private int failingTasks;
  private int stalledStreams;
  private int slowStops;
  private int slowRecoveries;
  private int refusedPromotions;
  private int hopelessStarts;
  private int deafTasks;
  private int slowCreations;
  private int endlessStops;
  private int leftoversStarted;
  private int slowDeaths;
  private int slowFillings;

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
    return slowRecoveries > 0
        ? dice.seconds(10, 120)
        : dice.spread(Duration.ofMillis(100), Duration.ofSeconds(15));
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
    if (endlessStops > 0) {
      return dice.seconds(310, 360);
    }
    return slowStops > 0
        ? dice.chance(0.15) ? dice.seconds(310, 360) : dice.seconds(10, 100)
        : dice.spread(Duration.ofMillis(20), Duration.ofSeconds(8));
  }

  /** From the loss of its folder until a server gives up. */
  Duration panic() {
    return dice.millis(1, 3000);
  }

  Duration archivingTail() {
    return dice.chance(0.2) ? dice.seconds(1, 20) : dice.millis(1, 100);
  }

  /** From the signal to stop at once until nothing writes any more. */
  Duration dying() {
    return dice.chance(0.05) ? dice.millis(100, 900) : dice.millis(3, 60);
  }

  /** From then on until its process is gone: it frees its memory, or waits for a disk. */
  Duration leaving() {
    return slowDeaths > 0 ? dice.seconds(1, 40) : Duration.ZERO;
  }

  /** Between two instructions of a thread. */
  public Duration instant() {
    return dice.spread(Duration.ofNanos(1_000), Duration.ofMillis(2));
  }

  public Duration shortTask() {
    return dice.millis(5, 300);
  }

  public Duration creation() {
    return slowCreations > 0 ? dice.seconds(60, 150) : dice.seconds(1, 6);
  }

  /** What operators want of a new cluster, such as a script of theirs. */
  public Duration filling() {
    return slowFillings > 0 ? dice.seconds(20, 90) : shortTask();
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

  public boolean promotionRefused() {
    return refusedPromotions > 0;
  }

  /** It can never start, as far as the task can tell. */
  public boolean startHopeless() {
    return hopelessStarts > 0;
  }

  /** From being told to end until a task hears of it. */
  public Duration deafness() {
    return deafTasks > 0 ? dice.seconds(5, 40) : Duration.ofMillis(1);
  }

  /** An operator starts by hand what a realignment has spoiled. */
  public boolean leftoversStarted() {
    return leftoversStarted > 0;
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

  public void slowStops(boolean begin) {
    slowStops += begin ? 1 : -1;
  }

  public void slowRecoveries(boolean begin) {
    slowRecoveries += begin ? 1 : -1;
  }

  public void refusedPromotions(boolean begin) {
    refusedPromotions += begin ? 1 : -1;
  }

  public void hopelessStarts(boolean begin) {
    hopelessStarts += begin ? 1 : -1;
  }

  public void deafTasks(boolean begin) {
    deafTasks += begin ? 1 : -1;
  }

  /** New clusters are made from a large backup. */
  public void slowCreations(boolean begin) {
    slowCreations += begin ? 1 : -1;
  }

  public void slowFillings(boolean begin) {
    slowFillings += begin ? 1 : -1;
  }

  public void slowDeaths(boolean begin) {
    slowDeaths += begin ? 1 : -1;
  }

  public void endlessStops(boolean begin) {
    endlessStops += begin ? 1 : -1;
  }

  public void leftoversStarted(boolean begin) {
    leftoversStarted += begin ? 1 : -1;
  }

  public void stalledStreams(boolean begin) {
    stalledStreams += begin ? 1 : -1;
  }
}
