package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.MonoTime;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;

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
  private MonoTime deadline = MonoTime.MAX;
  private long generation;

  Leash(World world, SimClock clock, SimPostgres server) {
    this.world = world;
    this.clock = clock;
    this.server = server;
    this.dice = world.dice(server.name(), "leash");
  }

  /**
   * The agent's word. Orders that do not rest on a lease may shorten the deadline, never lengthen
   * it; in pause the leash is off by agreement.
   */
  void feed(Step step) {
    MonoTime wanted = step.guard().fenceAt();
    boolean lease = step.next().lease() instanceof LeaseState.Held;
    boolean idle = !server.onTheWayToWritable() && !wanted.isFinite();
    if (idle || step.next().config().paused()) {
      set(MonoTime.MAX);
    } else if (!lease) {
      set(MonoTime.earlier(deadline, wanted));
    } else if (wanted.isFinite()) {
      set(wanted);
    }
  }

  /** The host starts anew. */
  void reset() {
    set(MonoTime.MAX);
  }

  private void set(MonoTime newDeadline) {
    if (!newDeadline.equals(deadline)) {
      deadline = newDeadline;
      generation++;
      watch(clock.until(deadline), true);
    }
  }

  private void watch(Duration delay, boolean first) {
    if (!deadline.isFinite()) {
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
