package io.matriarch.testkit.sim.fault;

import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.SimNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Kinds of faults. Each persists for a while, else faults would cancel each other out before
 * anybody could react wrongly to one.
 */
public enum Fault {
  /** The host with all that runs on it. */
  NODE_CRASH(3, 120, (field, node) -> node.crash(), (field, node) -> node.boot()),
  /** The agent alone; the server goes on. */
  AGENT_CRASH(1, 90, (field, node) -> node.killAgent(), (field, node) -> node.startAgent()),
  /** A collection, a SIGSTOP; the server goes on. */
  AGENT_PAUSE(1, 90, (field, node) -> node.pauseAgent(), (field, node) -> node.resumeAgent()),
  /** The server alone, at once. */
  SERVER_CRASH(1, 1, (field, node) -> node.server().die(), Fault::nothing),
  /** An operator ends the agent in an orderly way; it is started again a while later. */
  SHUTDOWN(1, 1, (field, node) -> node.requestShutdown(), Fault::nothing),
  /** The node reaches no other node. */
  ISOLATION(
      3,
      120,
      (field, node) -> field.others(node).forEach(o -> field.network().cut(node.index(), o)),
      (field, node) -> field.others(node).forEach(o -> field.network().heal(node.index(), o))),
  /** The node reaches one of the others no more. */
  PARTITION(
      3,
      120,
      (field, node) -> field.network().cut(node.index(), field.next(node)),
      (field, node) -> field.network().heal(node.index(), field.next(node))),
  /** The node reaches the store no more. */
  STORE_CUT(
      2,
      120,
      (field, node) -> field.network().cut(node.index(), SimNetwork.STORE),
      (field, node) -> {
        field.network().heal(node.index(), SimNetwork.STORE);
        field.store().linksChanged();
      }),
  /** Nobody reaches it. */
  STORE_OUTAGE(
      2,
      120,
      (field, node) -> field.store().beginOutage(),
      (field, node) -> field.store().endOutage()),
  /** What the node asks of the store is done, and the answer is lost as often as not. */
  LOST_ANSWERS(5, 60, (field, node) -> node.loseAnswers(0.5), (field, node) -> node.loseAnswers(0)),
  /** The store's answers crawl. */
  SLOW_STORE(
      5,
      60,
      (field, node) -> field.store().latency().beginSlowPeriod(),
      (field, node) -> field.store().latency().endSlowPeriod()),
  SLOW_PROMOTION(
      30,
      180,
      (field, node) -> field.nodes().forEach(n -> n.server().pace().slowPromotions(true)),
      (field, node) -> field.nodes().forEach(n -> n.server().pace().slowPromotions(false))),
  /** Starts, promotions, realignments and copies fail half of the time. */
  FAILING_TASKS(
      10,
      90,
      (field, node) -> node.server().pace().failingTasks(true),
      (field, node) -> node.server().pace().failingTasks(false)),
  /** The node's replica falls behind. */
  STALLED_STREAM(
      20,
      240,
      (field, node) -> node.server().pace().stalledStreams(true),
      (field, node) -> node.server().pace().stalledStreams(false)),
  /** An operator deletes the leader key. */
  STOLEN_LEASE(1, 1, (field, node) -> field.stealLease(), Fault::nothing),
  /** An operator switches maintenance mode on. */
  PAUSE(
      20,
      180,
      (field, node) -> field.configure("pause", true),
      (field, node) -> field.configure("pause", false)),
  /** An operator switches on a mode that is respected and not built. */
  UNBUILT_MODE(
      20,
      120,
      (field, node) -> field.configure("synchronous_mode", true),
      (field, node) -> field.configure("synchronous_mode", false)),
  /** An operator names the node as the next leader. */
  FAILOVER_REQUEST(
      10,
      60,
      (field, node) -> field.requestFailover(Optional.of(node)),
      (field, node) -> field.requestFailover(Optional.empty())),
  /** A leader without store, of the other implementation, asks the node to stand still. */
  FAILSAFE_PING(1, 1, (field, node) -> node.failsafePing(), Fault::nothing),
  /** Somebody sets the node's wall clock. */
  WALL_CLOCK(
      10,
      60,
      (field, node) -> node.clock().setWallError(Duration.ofDays(-400)),
      (field, node) -> node.clock().setWallError(Duration.ZERO));

  private final Duration least;
  private final Duration most;
  private final BiConsumer<Battlefield, SimNode> begin;
  private final BiConsumer<Battlefield, SimNode> end;

  Fault(
      long leastSeconds,
      long mostSeconds,
      BiConsumer<Battlefield, SimNode> begin,
      BiConsumer<Battlefield, SimNode> end) {
    this.least = Duration.ofSeconds(leastSeconds);
    this.most = Duration.ofSeconds(mostSeconds);
    this.begin = begin;
    this.end = end;
  }

  private static void nothing(Battlefield field, SimNode node) {}

  Duration least() {
    return least;
  }

  Duration most() {
    return most;
  }

  void begin(Battlefield field, SimNode node) {
    begin.accept(field, node);
  }

  void end(Battlefield field, SimNode node) {
    end.accept(field, node);
  }
}
