package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.model.MonoTime;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import java.time.Duration;

/** The guard thread of an agent: fences when the last published orders say so. */
final class SimGuard {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final SimThread thread;
  private final SimClock clock;
  private final SimPostgres server;
  private final Dice dice;
  private GuardOrders orders = GuardOrders.NONE;
  private long generation;

  SimGuard(SimThread thread, SimClock clock, SimPostgres server, Dice dice) {
    this.thread = thread;
    this.clock = clock;
    this.server = server;
    this.dice = dice;
  }

  void obey(GuardOrders newOrders) {
    if (!newOrders.equals(orders)) {
      orders = newOrders;
      generation++;
      watch(orders.fenceAt());
    }
  }

  /** Fence now, on the guard's thread. */
  void fence() {
    thread.run(server::fence);
  }

  private void watch(MonoTime until) {
    if (!until.isFinite()) {
      return;
    }
    long mine = generation;
    thread.runAfter(
        clock.until(until).plus(dice.between(Duration.ZERO, TICK)),
        () -> {
          if (mine == generation) {
            strike();
          }
        });
  }

  private void strike() {
    MonoTime now = clock.now();
    server.fence();
    MonoTime again = now.plus(AGAIN);
    watch(now.isBefore(orders.killAt()) ? MonoTime.earlier(again, orders.killAt()) : again);
  }
}
