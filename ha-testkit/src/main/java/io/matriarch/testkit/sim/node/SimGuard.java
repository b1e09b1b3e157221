package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.model.MonoTime;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import java.time.Duration;

/** The guard thread of an agent: fences when the last published orders say so. */
public final class SimGuard {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final SimThread thread;
  private final SimClock clock;
  private final Runnable fence;
  private final Dice dice;
  private GuardOrders orders = GuardOrders.NONE;
  private long generation;

  public SimGuard(SimThread thread, SimClock clock, Runnable fence, Dice dice) {
    this.thread = thread;
    this.clock = clock;
    this.fence = fence;
    this.dice = dice;
  }

  public void obey(GuardOrders newOrders) {
    if (!newOrders.equals(orders)) {
      orders = newOrders;
      generation++;
      watch(orders.fenceAt());
    }
  }

  /** Fence now, on the guard's thread. */
  public void fence() {
    thread.run(fence);
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
    fence.run();
    MonoTime again = now.plus(AGAIN);
    watch(now.isBefore(orders.killAt()) ? MonoTime.earlier(again, orders.killAt()) : again);
  }
}
