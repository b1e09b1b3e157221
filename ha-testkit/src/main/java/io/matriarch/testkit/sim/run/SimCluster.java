package io.matriarch.testkit.sim.run;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.WatchdogState;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.wire.FailoverCodec;
import io.matriarch.testkit.sim.check.Checker;
import io.matriarch.testkit.sim.client.AckLedger;
import io.matriarch.testkit.sim.client.WriterClient;
import io.matriarch.testkit.sim.fault.Battlefield;
import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.net.Latency;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.SimNode;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.store.SimStore;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.HeldLease;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** One world with a cluster in it. */
public final class SimCluster implements Battlefield {
  private static final String NOT_FIT = "600.50";
  private static final ClusterId ID = new ClusterId("service", "sim");

  private final Swarm swarm;
  private final SimNetwork network;
  private final SimStore store;
  private final List<SimNode> nodes = new ArrayList<>();
  private final AckLedger ledger = new AckLedger();
  private final WriterClient writer;
  private final List<Checker> checkers = new ArrayList<>();
  private final Map<String, Object> configured = new TreeMap<>();

  /**
   * @param threw takes the name of a node whose machine threw, and what it threw
   */
  public SimCluster(
      World world, Swarm swarm, HaMachine machine, BiConsumer<String, RuntimeException> threw) {
    this.swarm = swarm;
    Announcer announcer = new Announcer(world, nodes, checkers, threw);
    this.network = new SimNetwork(swarm.nodes());
    this.store = new SimStore(world, network, swarm.flavour(), swarm.slowShare(), announcer);
    SimNode.Surroundings around =
        new SimNode.Surroundings(
            world,
            network,
            new Latency(world.dice("network", "latency"), swarm.slowShare()),
            store,
            source -> node(source.name()).map(SimNode::server),
            this::node,
            this::settings,
            machine,
            announcer);
    for (int index = 0; index < swarm.nodes(); index++) {
      nodes.add(node(world, index, around, announcer));
    }
    this.writer =
        new WriterClient(
            world,
            nodes.stream().map(SimNode::server).toList(),
            ledger,
            swarm.writeEvery(),
            swarm.largestCommit());
  }

  private SimNode node(World world, int index, SimNode.Surroundings around, Announcer announcer) {
    String name = String.valueOf((char) ('a' + index));
    Dice dice = world.dice(name, "clock");
    SimClock clock = new SimClock(world, dice.seconds(0, 100_000));
    clock.runAt(1 + dice.fraction(-swarm.drift(), swarm.drift()));
    SimPostgres server =
        new SimPostgres(world, index, name, network, around.neighbours(), announcer);
    server.rewinds(swarm.rewinds());
    return new SimNode(index, clock, server, watchdog(world), around);
  }

  /** In some of the clusters that have one, leading depends on it. */
  private WatchdogState.Need watchdog(World world) {
    boolean required = world.dice("cluster", "watchdog").chance(0.4);
    if (!swarm.guarded()) {
      return WatchdogState.Need.NONE;
    }
    return required ? WatchdogState.Need.REQUIRED : WatchdogState.Need.WANTED;
  }

  private NodeSettings settings(NodeName name) {
    return new NodeSettings(
        ID,
        name,
        "postgres://" + name + ":5432/postgres",
        "",
        "http://" + name + ":8008/patroni",
        Tags.NONE,
        Optional.of(swarm.clusterConfig()),
        false);
  }

  void check(Checker checker) {
    checkers.add(checker);
  }

  /** Starts all agents, on empty hosts, and the client. */
  void start() {
    nodes.forEach(SimNode::startAgent);
    writer.start();
  }

  Optional<SimNode> node(NodeName name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  @Override
  public SimNetwork network() {
    return network;
  }

  @Override
  public SimStore store() {
    return store;
  }

  @Override
  public List<SimNode> nodes() {
    return List.copyOf(nodes);
  }

  @Override
  public Optional<SimNode> leader() {
    return store.image().lease().map(HeldLease::holder).flatMap(this::node);
  }

  @Override
  public void stealLease() {
    leader()
        .ifPresent(
            holder -> {
              checkers.forEach(checker -> checker.leaderKeyStolen(holder));
              store.operate(
                  keys -> {
                    keys.removeLeader();
                    return true;
                  });
            });
  }

  @Override
  public void configure(String key, Optional<Object> value) {
    value.ifPresentOrElse(given -> configured.put(key, given), () -> configured.remove(key));
    store.operate(
        keys -> {
          keys.write(StoreKeys.CONFIG, swarm.clusterConfig(configured));
          return true;
        });
  }

  @Override
  public void turnFailsafe(boolean begin) {
    configure("failsafe_mode", begin ? Optional.of(!swarm.failsafe()) : Optional.empty());
  }

  @Override
  public void doubleTtl(boolean begin) {
    long ttl = swarm.longestTtl().toSeconds();
    configure("ttl", begin ? Optional.of(ttl) : Optional.empty());
  }

  @Override
  public void requestFailover(Optional<SimNode> candidate) {
    store.operate(
        keys -> {
          candidate.ifPresentOrElse(
              node -> keys.write(StoreKeys.FAILOVER, "{\"member\":\"" + node + "\"}"),
              () -> keys.erase(StoreKeys.FAILOVER));
          return true;
        });
  }

  public AckLedger ledger() {
    return ledger;
  }

  /**
   * Limits that operators set (the lag, the timeline, the failsafe topology) may leave nobody who
   * may lead. Then it is for an operator to name one: the most advanced of those whose copy is
   * whole. What came from another cluster is none of them, even if it runs.
   */
  void nameALeaderIfNobodyMayLead() {
    List<SimNode> members =
        nodes.stream().filter(node -> node.server().alive() && !isForeign(node.server())).toList();
    boolean barred =
        nodes.stream().anyMatch(SimCluster::notFit)
            && members.stream().allMatch(SimCluster::notFit);
    Optional<SimNode> best =
        members.stream()
            .filter(node -> node.server().hasWholeCopy())
            .max(Comparator.comparing(node -> node.server().wal().get().position()));
    if (barred && best.isPresent() && !isNamed(best.get())) {
      configure("check_timeline", Optional.of(false));
      requestFailover(best);
    }
  }

  /**
   * Whoever had created the cluster lost its data before it could write down whose cluster it is,
   * and replicas alone cannot tell: operators write it down.
   */
  void identifyTheClusterIfOnlyReplicasAreLeft() {
    List<SimPostgres> copies =
        nodes.stream().map(SimNode::server).filter(SimPostgres::hasData).toList();
    boolean replicasOnly = copies.stream().allMatch(SimPostgres::standby);
    if (identifier().isEmpty()
        && replicasOnly
        && copies.stream().map(SimPostgres::systemId).distinct().count() == 1) {
      store.operate(
          keys -> {
            keys.write(StoreKeys.INITIALIZE, copies.get(0).systemId());
            return true;
          });
    }
  }

  private boolean isNamed(SimNode node) {
    return store
        .image()
        .document(StoreKeys.FAILOVER)
        .flatMap(document -> FailoverCodec.decode(document.value()))
        .equals(
            Optional.of(
                new FailoverRequest(Optional.empty(), Optional.of(node.name()), Optional.empty())));
  }

  /**
   * What came from another cluster is thrown away where the cluster itself is alive, even if it
   * runs as a replica of nobody: an agent that finds this ends and leaves it alone.
   */
  void removeForeignCopies() {
    if (leader().isPresent()) {
      nodes.stream()
          .map(SimNode::server)
          .filter(server -> isForeign(server) && !server.writable())
          .forEach(SimPostgres::loseData);
    }
  }

  private boolean isForeign(SimPostgres server) {
    return server.hasData()
        && identifier().filter(own -> !own.equals(server.systemId())).isPresent();
  }

  private Optional<String> identifier() {
    return store
        .image()
        .document(StoreKeys.INITIALIZE)
        .map(Versioned::value)
        .filter(id -> !id.isEmpty());
  }

  /** Nothing is left of the cluster: operators would restore a backup, or begin anew. */
  void removeIfNothingIsLeft() {
    boolean nothing = nodes.stream().noneMatch(node -> node.server().hasWholeCopy());
    if (nothing && identifier().isPresent()) {
      store.operate(
          keys -> {
            keys.removeCluster();
            return true;
          });
      nodes.forEach(node -> node.server().loseData());
    }
  }

  private static boolean notFit(SimNode node) {
    return at(node, NOT_FIT);
  }

  private static boolean at(SimNode node, String row) {
    return node.agent()
        .flatMap(living -> living.state().decision())
        .filter(decision -> decision.rule().id().equals(row))
        .isPresent();
  }

  /** One primary with the lease, and every other node streams from it and has caught up. */
  boolean converged() {
    Optional<SimNode> leader = leader();
    long writers = nodes.stream().filter(node -> node.server().writable()).count();
    return writers == 1
        && leader.filter(node -> node.server().writable()).isPresent()
        && nodes.stream().allMatch(node -> node == leader.get() || follows(node, leader.get()));
  }

  private static boolean follows(SimNode node, SimNode leader) {
    return node.server().streaming()
        && node.server().hasSource(leader.name() + ":5432")
        && node.server().wal().orElseThrow().isPrefixOf(leader.server().wal().orElseThrow());
  }

  Duration longestRecovery() {
    boolean stopsSlowly =
        swarm.faults().stream()
            .map(PlannedFault::fault)
            .anyMatch(Set.of(Fault.SLOW_STOP, Fault.ENDLESS_STOP)::contains);
    return swarm.longestTtl().plusSeconds(60).plusSeconds(stopsSlowly ? 560 : 200);
  }
}
