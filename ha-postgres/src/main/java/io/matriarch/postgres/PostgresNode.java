package io.matriarch.postgres;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.Command.Move.Kind;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One member of a PostgreSQL cluster inside this program: its server, its part in elections, its
 * replication. Thread safe; nothing blocks but {@link #awaitRole} and {@link #close}.
 *
 * <p>The server is a process of its own: it goes on if this program is killed, and the next node
 * beside the same data directory takes it over as it is.
 */
public final class PostgresNode implements AutoCloseable {
  private static final long LONGEST_NAP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HaNode ha;
  private final Bell bell;

  PostgresNode(HaNode ha, Bell bell) {
    this.ha = ha;
    this.bell = bell;
  }

  /**
   * Begins to describe a member.
   *
   * @param cluster name that all members share
   * @param name of this member, unique in the cluster
   * @return a builder, to be used once
   */
  public static PostgresNodeBuilder builder(String cluster, String name) {
    return new PostgresNodeBuilder(cluster, name);
  }

  /**
   * Begins to work: creates the cluster if there is none, else becomes its primary or a replica. To
   * be called once. Returns at once, whatever state server and store are in; what the node is
   * waiting for stands in {@link #status}.
   */
  public void start() {
    ha.start();
  }

  /** {@return the latest snapshot; cheap} */
  public NodeStatus status() {
    return ha.status();
  }

  /** {@return the node itself, with all that it can be asked; what a REST API serves} */
  public HaNode ha() {
    return ha;
  }

  /**
   * Waits until the server runs in this role, e.g. {@link Role#PRIMARY}.
   *
   * @param role as it is published
   * @param within how long to wait at most
   * @return the snapshot that says so
   * @throws InterruptedException the thread was interrupted
   * @throws TimeoutException it did not come about; the message says what the node does instead
   * @throws IllegalStateException the node has ended; the message says why
   */
  public NodeStatus awaitRole(Role role, Duration within)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + within.toNanos();
    synchronized (bell) {
      while (true) {
        NodeStatus status = ha.status();
        if (status.role() == role && status.state() == RunState.RUNNING) {
          return status;
        }
        refuseIfEnded(status);
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new TimeoutException(
              "%s does not run as %s after %s: %s"
                  .formatted(status.name(), role, within, status.why().reason()));
        }
        // The bell may be late behind a slow listener, and the end of a node rings none.
        TimeUnit.NANOSECONDS.timedWait(bell, Math.min(left, LONGEST_NAP_NANOS));
      }
    }
  }

  private void refuseIfEnded(NodeStatus status) {
    ExitReason open = new ExitReason(0, "");
    ExitReason end = ha.ended().toCompletableFuture().getNow(open);
    if (end != open) {
      throw new IllegalStateException(status.name() + " has ended: " + end.message());
    }
  }

  /**
   * The same, to whichever member is the best one; see {@link #switchover(String)}.
   *
   * @return how it ended
   */
  public CompletionStage<CommandResult> switchover() {
    return move(Optional.empty());
  }

  /**
   * Lets another member lead. Nothing that was acknowledged is lost: the primary stops only when
   * that one can take over, and gives the lead up only when it has everything. Can be asked of any
   * member; completes in bounded time and never fails, refusals are results.
   *
   * @param candidate the member's name
   * @return how it ended
   */
  public CompletionStage<CommandResult> switchover(String candidate) {
    return move(Optional.of(NodeName.of(candidate)));
  }

  private CompletionStage<CommandResult> move(Optional<NodeName> candidate) {
    Optional<NodeName> leader =
        ha.status().view().flatMap(view -> view.leader()).map(LeaderRecord::holder);
    return ha.submit(new Command.Move(Kind.SWITCHOVER, leader, candidate, Optional.empty()));
  }

  /**
   * Stops the server in an orderly way, hands leadership over, and releases everything, in bounded
   * time; the store's connection stays open. While the cluster is paused the server goes on
   * running. Idempotent.
   */
  @Override
  public void close() {
    ha.close();
  }
}
