package io.matriarch.testkit.sim.task;

import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.postgres.CopyTools;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.world.SimClock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a task works with.
 *
 * @param server the server it works on
 * @param clock the host's clock
 * @param network links to sources
 * @param neighbours where sources are found
 * @param thread runs what a task does later, if its process still lives
 * @param renewed what a permit is worth now, if the lease was renewed meanwhile
 * @param becomingPrimary called at the point of no return, before the agent hears of it
 * @param events takes stages and the end
 */
public record Workbench(
    SimPostgres server,
    SimClock clock,
    SimNetwork network,
    SimPostgres.Neighbours neighbours,
    Later thread,
    UnaryOperator<Permit> renewed,
    Runnable becomingPrimary,
    Consumer<TaskEvent> events) {
  /** The task's thread. */
  @FunctionalInterface
  public interface Later {
    void run(Duration delay, Runnable action);
  }

  /** The source, if it can be copied from now. */
  public Optional<SimPostgres> serving(ReplicationSource source) {
    return neighbours
        .at(source)
        .filter(CopyTools::canServe)
        .filter(from -> network.connected(from.host(), server.host()));
  }
}
