package io.matriarch.testkit.sim.node;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.WatchdogState;
import io.matriarch.core.model.NodeName;
import io.matriarch.testkit.sim.net.Latency;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.store.SimStore;
import io.matriarch.testkit.sim.store.StoreClient;
import io.matriarch.testkit.sim.task.Workbench;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import io.matriarch.testkit.sim.world.World;
import java.util.Optional;
import java.util.function.Function;

/** One host: a server, at most one living agent beside it, and perhaps a guard outside of it. */
public final class SimNode {
  private final int index;
  private final Surroundings around;
  private final SimClock clock;
  private final SimPostgres server;
  private final WatchdogState.Need watchdog;
  private final Optional<Leash> leash;
  private final Dice dice;
  private Optional<Agent> agent = Optional.empty();
  private Optional<StoreClient> client = Optional.empty();
  private Optional<NodeState> lastKnown = Optional.empty();
  private int processes;
  private long asked;
  private boolean up = true;
  private double lostAnswers;

  /** What all nodes of a world share. */
  public record Surroundings(
      World world,
      SimNetwork network,
      Latency latency,
      SimStore store,
      SimPostgres.Neighbours neighbours,
      Function<NodeName, Optional<SimNode>> others,
      Function<NodeName, NodeSettings> settings,
      HaMachine machine,
      NodeObserver observer) {}

  public SimNode(
      int index,
      SimClock clock,
      SimPostgres server,
      WatchdogState.Need watchdog,
      Surroundings around) {
    this.watchdog = watchdog;
    this.index = index;
    this.around = around;
    this.clock = clock;
    this.server = server;
    this.leash =
        watchdog == WatchdogState.Need.NONE
            ? Optional.empty()
            : Optional.of(new Leash(around.world(), clock, server));
    this.dice = around.world().dice(server.name(), "host");
  }

  public int index() {
    return index;
  }

  public NodeName name() {
    return NodeName.of(server.name());
  }

  public SimClock clock() {
    return clock;
  }

  public SimPostgres server() {
    return server;
  }

  public Optional<Agent> agent() {
    return agent;
  }

  /** The host runs, whatever runs on it. */
  public boolean up() {
    return up;
  }

  NodeObserver observer() {
    return around.observer();
  }

  /** The lease session of the living agent. */
  public Optional<String> session() {
    return client.map(StoreClient::session);
  }

  /** Starts an agent if the host is up and none lives. */
  public void startAgent() {
    if (!up || agent.isPresent()) {
      return;
    }
    String session = name() + "#" + ++processes;
    AgentProcess process = new AgentProcess(around.world(), dice);
    StoreClient connection = around.store().connect(index, session, () -> hint(process));
    connection.loseAnswers(lostAnswers);
    client = Optional.of(connection);
    NodeSettings settings = around.settings().apply(name());
    ClusterConfig config =
        lastKnown
            .map(NodeState::config)
            .or(() -> settings.bootstrapConfig().map(ClusterConfig::parse))
            .orElse(ClusterConfig.DEFAULT);
    NodeState initial =
        NodeState.initial(
                processes > 1 ? adopting(settings) : settings,
                around.store().flavour().traits(),
                config,
                clock.now())
            .watchedBy(watchdog);
    Agent started =
        new Agent(
            this,
            around.machine(),
            leash.flatMap(Leash::inherited).map(initial::inheriting).orElse(initial),
            process,
            building -> lanes(building, process, connection));
    agent = Optional.of(started);
    around.observer().awake(this);
    started.start();
  }

  /** Evidence on the host shows that the earlier process is dead. */
  private static NodeSettings adopting(NodeSettings settings) {
    return new NodeSettings(
        settings.cluster(),
        settings.name(),
        settings.connUrl(),
        settings.proxyUrl(),
        settings.apiUrl(),
        settings.tags(),
        settings.bootstrapConfig(),
        true);
  }

  private Lanes lanes(Agent owner, AgentProcess process, StoreClient connection) {
    SimThread tasks = process.thread();
    Workbench bench =
        new Workbench(
            server,
            clock,
            around.network(),
            around.neighbours(),
            tasks::runAfter,
            owner::renewed,
            () -> around.observer().becomingPrimary(this),
            owner::take);
    Workbench probing =
        new Workbench(
            server,
            clock,
            around.network(),
            around.neighbours(),
            process.thread()::runAfter,
            permit -> permit,
            () -> {},
            event -> {});
    return new Lanes(
        new LeaseLane(lane(owner, process), connection, around.store().flavour(), clock),
        new StoreLane(lane(owner, process), connection, around.store().flavour()),
        new ProbeLane(lane(owner, process), lane(owner, process), probing, dice),
        new TaskLane(bench),
        new PeerLane(
            around.world(),
            index,
            around.network(),
            around.latency(),
            around.others(),
            process.thread(),
            owner::take),
        new SimGuard(process.thread(), clock, server::fence, dice),
        new WatchdogLane(lane(owner, process), leash, process.thread(), dice));
  }

  private SimLane lane(Agent owner, AgentProcess process) {
    return new SimLane(process.thread(), clock, dice, owner::take);
  }

  private void hint(AgentProcess process) {
    agent
        .filter(living -> living.process() == process)
        .ifPresent(living -> living.take(new StoreEvent.Hint()));
  }

  /** The server changed in a way that an agent beside it notices. */
  public void serverChanged() {
    agent.ifPresent(
        living ->
            around.world().after(dice.millis(1, 30), () -> living.take(new ResourceEvent.Hint())));
  }

  /** Asks the agent to end in an orderly way. */
  public void requestShutdown() {
    agent.ifPresent(living -> living.take(new CommandEvent.Shutdown()));
  }

  /** Somebody asks the agent for something. */
  public void ask(Command command) {
    agent.ifPresent(living -> living.take(new CommandEvent.Asked(++asked, command)));
  }

  /** A leader without store asks the agent to stand still. */
  public void failsafePing(NodeName leader) {
    agent.ifPresent(
        living -> living.take(new CommandEvent.FailsafePing(0, leader, Optional.empty())));
  }

  void exited(Agent ended, ExitReason reason) {
    if (agent.filter(living -> living == ended).isPresent()) {
      client.ifPresent(StoreClient::leave);
      if (server.writable() && !ended.state().config().paused()) {
        server.fence();
      }
      end();
      boolean orderly = reason.code() == 0;
      around.world().after(orderly ? dice.seconds(5, 40) : dice.seconds(3, 10), this::startAgent);
    }
  }

  /** The agent is gone at once, the server goes on. */
  public void killAgent() {
    client.ifPresent(StoreClient::close);
    end();
  }

  private void end() {
    if (agent.isPresent()) {
      lastKnown = agent.map(Agent::state);
      agent.get().process().kill();
      agent = Optional.empty();
      client = Optional.empty();
      around.observer().asleep(this);
    }
  }

  public void pauseAgent() {
    agent
        .filter(Agent::running)
        .ifPresent(
            living -> {
              living.process().pause();
              around.observer().asleep(this);
            });
  }

  public void resumeAgent() {
    agent
        .filter(living -> !living.running())
        .ifPresent(
            living -> {
              living.process().resume();
              around.observer().awake(this);
            });
  }

  /** The host fails with all that runs on it. */
  public void crash() {
    killAgent();
    server.die();
    leash.ifPresent(Leash::reset);
    up = false;
  }

  /** The host is up again; its agent starts a moment later. */
  public void boot() {
    up = true;
    around.world().after(dice.millis(500, 5000), this::startAgent);
  }

  /** Where a leader does without a guard that hears nothing, one that was told nothing is none. */
  public void deafWatchdog(boolean begin) {
    if (watchdog == WatchdogState.Need.REQUIRED) {
      leash.ifPresent(guard -> guard.deaf(begin));
    }
  }

  /** From now on that share of the store's answers is lost. */
  public void loseAnswers(double share) {
    lostAnswers = share;
    client.ifPresent(connection -> connection.loseAnswers(share));
  }

  @Override
  public String toString() {
    return name().value();
  }
}
