package io.matriarch.testkit.sim.run;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.testkit.sim.check.Checker;
import io.matriarch.testkit.sim.client.AckLedger;
import io.matriarch.testkit.sim.client.WriterClient;
import io.matriarch.testkit.sim.fault.Battlefield;
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
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One world with a cluster in it. */
public final class SimCluster implements Battlefield {
  private static final ClusterId ID = new ClusterId("service", "sim");

  private final Swarm swarm;
  private final SimNetwork network;
  private final SimStore store;
  private final List<SimNode> nodes = new ArrayList<>();
  private final AckLedger ledger = new AckLedger();
  private final WriterClient writer;
  private final List<Checker> checkers = new ArrayList<>();
  private final List<String> modes = new ArrayList<>();

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
    return new SimNode(index, clock, server, swarm.guarded(), around);
  }

  private NodeSettings settings(NodeName name) {
    return new NodeSettings(
        ID,
        name,
        "postgres://" + name + ":5432/postgres",
        "http://" + name + ":8008/patroni",
        Tags.NONE,
        Optional.of(swarm.clusterConfig(List.of())),
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
  public void configure(String key, boolean on) {
    modes.removeIf(key::equals);
    if (on) {
      modes.add(key);
    }
    store.operate(
        keys -> {
          keys.write(StoreKeys.CONFIG, swarm.clusterConfig(modes));
          return true;
        });
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
    return swarm.ttl().plusSeconds(60).plusSeconds(200);
  }
}
