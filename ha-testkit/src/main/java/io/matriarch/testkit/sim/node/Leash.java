package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.Optional;

/**
 * A guard outside of the agent: it survives the agent and does not pause with it. It knows the last
 * deadline it was given, kills at that deadline whatever runs, and from then on whatever would
 * become writable, until it is given a later one.
 */
final class Leash {
  private static final Duration LATENESS = Duration.ofMillis(20);
  private static final Duration WATCHING = Duration.ofMillis(50);

  private final World world;
  private final SimClock clock;
  private final SimPostgres server;
  private final Dice dice;
  private GuardOrders told = GuardOrders.NONE;
  private long generation;
  private int deaf;

  Leash(World world, SimClock clock, SimPostgres server) {
    this.world = world;
    this.clock = clock;
    this.server = server;
    this.dice = world.dice(server.name(), "leash");
  }

  /** It hears nothing, and goes by what it was told before. */
  void deaf(boolean begin) {
    deaf += begin ? 1 : -1;
  }

  boolean deaf() {
    return deaf > 0;
  }

  /** The agent's word. */
  void hear(GuardOrders orders) {
    set(orders);
  }

  /** What it was told last, for an agent that has only just been started. */
  Optional<GuardOrders> inherited() {
    return Optional.of(told).filter(orders -> orders.fenceAt().isFinite());
  }

  /** The host starts anew. */
  void reset() {
    set(GuardOrders.NONE);
  }

  private void set(GuardOrders orders) {
    boolean same = orders.fenceAt().equals(told.fenceAt());
    told = orders;
    if (!same) {
      generation++;
      watch(clock.until(orders.fenceAt()), true);
    }
  }

  private void watch(Duration delay, boolean first) {
    if (!told.fenceAt().isFinite()) {
      return;
    }
    long mine = generation;
    world.after(
        delay.plus(dice.between(Duration.ZERO, LATENESS)),
        () -> {
          if (mine == generation) {
            if (first || server.onTheWayToWritable()) {
              server.fence();
            }
            watch(WATCHING, false);
          }
        });
  }
}
