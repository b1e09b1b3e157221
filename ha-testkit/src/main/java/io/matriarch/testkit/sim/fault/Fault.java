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
  /** Orderly stops take long, some longer than anybody waits. */
  SLOW_STOP(
      30,
      120,
      (field, node) -> node.server().pace().slowStops(true),
      (field, node) -> node.server().pace().slowStops(false)),
  /** Recovery after a crash takes long. */
  SLOW_RECOVERY(
      30,
      180,
      (field, node) -> field.nodes().forEach(n -> n.server().pace().slowRecoveries(true)),
      (field, node) -> field.nodes().forEach(n -> n.server().pace().slowRecoveries(false))),
  /** A script forbids the node's promotion. */
  REFUSED_PROMOTION(
      10,
      90,
      (field, node) -> node.server().pace().refusedPromotions(true),
      (field, node) -> node.server().pace().refusedPromotions(false)),
  /** The node's server can never start, as far as anybody can tell. */
  HOPELESS_START(
      5,
      40,
      (field, node) -> node.server().pace().hopelessStarts(true),
      (field, node) -> node.server().pace().hopelessStarts(false)),
  /** Tasks that are told to end do not hear it for a while. */
  DEAF_TASKS(
      20,
      120,
      (field, node) -> node.server().pace().deafTasks(true),
      (field, node) -> node.server().pace().deafTasks(false)),
  /** The node's copy is gone; unless it may be the only one. */
  DATA_LOST(1, 1, Operator::loseData, Fault::nothing),
  /** The volume with the node's copy is away for a while. */
  DATA_AWAY(
      5,
      60,
      (field, node) -> node.server().accessible(false),
      (field, node) -> node.server().accessible(true)),
  /** Another cluster's copy lies where the node's should. */
  FOREIGN_DATA(
      5,
      40,
      (field, node) -> node.server().exchangeData(false),
      (field, node) -> node.server().exchangeData(true)),
  /** The node's server works and tells its agent nothing. */
  SERVER_SILENT(
      5,
      90,
      (field, node) -> node.server().silent(true),
      (field, node) -> node.server().silent(false)),
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
      (field, node) -> field.configure("pause", Optional.of(true)),
      (field, node) -> field.configure("pause", Optional.empty())),
  /** An operator switches on a mode that is respected and not built. */
  UNBUILT_MODE(
      20,
      120,
      (field, node) -> field.configure("synchronous_mode", Optional.of(true)),
      (field, node) -> field.configure("synchronous_mode", Optional.empty())),
  /** An operator turns failsafe mode on or off. */
  FAILSAFE_TURNED(
      20,
      180,
      (field, node) -> field.turnFailsafe(true),
      (field, node) -> field.turnFailsafe(false)),
  /** An operator has leases live longer, and takes that back. */
  LONGER_TTL(
      20, 180, (field, node) -> field.doubleTtl(true), (field, node) -> field.doubleTtl(false)),
  /** An operator names the node as the next leader. */
  FAILOVER_REQUEST(
      10,
      60,
      (field, node) -> field.requestFailover(Optional.of(node)),
      (field, node) -> field.requestFailover(Optional.empty())),
  /** An operator asks the node to let somebody else lead; the node itself, if it does not lead. */
  SWITCHOVER(1, 1, Operator::switchOver, Fault::nothing),
  /** The same, at a time that is set. */
  SCHEDULED_SWITCHOVER(1, 1, Operator::switchOverLater, Fault::nothing),
  /** An operator tags the node never to lead. */
  NOFAILOVER(
      20,
      120,
      (field, node) -> node.ask(Operator.NEVER_LEAD),
      (field, node) -> node.ask(Operator.MAY_LEAD)),
  /** An operator takes back what others have asked of the node. */
  SECOND_THOUGHTS(1, 1, (field, node) -> Operator.cancelAll(node), Fault::nothing),
  /** An operator has the node's server restarted at a time that is set. */
  SCHEDULED_RESTART(1, 1, (field, node) -> Operator.restartLater(node), Fault::nothing),
  /** An operator has the node's server restarted. */
  RESTART(1, 1, (field, node) -> node.ask(Operator.RESTART), Fault::nothing),
  /** An operator has the node's copy replaced. */
  REINITIALIZE(1, 1, (field, node) -> node.ask(Operator.REINITIALIZE), Fault::nothing),
  /** A leader without store, of the other implementation, asks the node to stand still. */
  FAILSAFE_PING(1, 1, Operator::ping, Fault::nothing),
  /** Somebody sets the node's wall clock. */
  WALL_CLOCK(
      10,
      60,
      (field, node) -> node.clock().setWallError(Duration.ofDays(-400)),
      (field, node) -> node.clock().setWallError(Duration.ZERO)),
  /** The guard outside of the node's agent hears nothing, where leading depends on it. */
  WATCHDOG_DEAF(
      5, 90, (field, node) -> node.deafWatchdog(true), (field, node) -> node.deafWatchdog(false)),
  /**
   * An operator asks for a switchover, and the old leader does not stop in the time it is given.
   */
  ENDLESS_STOP(
      20,
      60,
      Operator::switchOverInVain,
      (field, node) -> node.server().pace().endlessStops(false)),
  /** Realignments fail, and an operator starts by hand what they leave behind. */
  LEFTOVERS_STARTED(
      20,
      180,
      (field, node) -> node.server().pace().leftoversStarted(true),
      (field, node) -> node.server().pace().leftoversStarted(false)),
  /**
   * Where the node's server is killed it writes nothing more, and its process stays for a while.
   */
  SLOW_DEATH(
      20,
      180,
      (field, node) -> node.server().pace().slowDeaths(true),
      (field, node) -> node.server().pace().slowDeaths(false));

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
