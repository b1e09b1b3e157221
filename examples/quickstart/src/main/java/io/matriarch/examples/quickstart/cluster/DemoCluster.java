package io.matriarch.examples.quickstart.cluster;

import io.matriarch.core.model.ClusterId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Nodes and the server of a store, below one directory. For one thread. Whoever prepared one must
 * stop it, or its processes stay.
 */
public final class DemoCluster {
  /** Name of the cluster. */
  public static final String SCOPE = "herd";

  /** A replica that is further behind than this does not become primary. */
  public static final long MAXIMUM_LAG = 1L << 20;

  private static final int USUAL_NODES = 3;
  private static final Duration ORDERLY_STOP = Duration.ofSeconds(30);

  private final DemoStore server;
  private final StoreView store;
  private final List<DemoNode> nodes;
  private final Database database;
  private final NodeFile file;

  private DemoCluster(
      DemoStore server, StoreView store, List<DemoNode> nodes, Database database, NodeFile file) {
    this.server = server;
    this.store = store;
    this.nodes = nodes;
    this.database = database;
    this.file = file;
  }

  /** Starts the store and writes the nodes' files; the nodes are not started yet. */
  public static DemoCluster prepare(Path directory, ServerPrograms programs, Timing timing)
      throws IOException, InterruptedException {
    return prepare(directory, programs, timing, USUAL_NODES, StoreKind.ZOOKEEPER);
  }

  /** The same with another number of nodes, and another store. */
  public static DemoCluster prepare(
      Path directory, ServerPrograms programs, Timing timing, int count, StoreKind kind)
      throws IOException, InterruptedException {
    AgentProgram launcher = AgentProgram.launcher();
    List<Integer> ports = Ports.free(2 * count + kind.ports());
    Passwords passwords = Passwords.random();
    DataOwner owner = DataOwner.ofThisProcess();
    DemoStore server =
        kind.start(directory.resolve("store"), ports.subList(2 * count, ports.size()));
    NodeFile file =
        new NodeFile(
            SCOPE,
            kind,
            server.hosts(),
            NodeFile.USUAL_TICK,
            timing,
            MAXIMUM_LAG,
            passwords,
            programs);
    List<DemoNode> nodes = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Path home = directory.resolve("node" + i);
      NodeSpec spec = new NodeSpec("node" + i, ports.get(2 * i - 2), ports.get(2 * i - 1), home);
      owner.create(home);
      file.write(spec);
      // Programs that do not run as root read it, too.
      owner.give(spec.configuration());
      nodes.add(new DemoNode(spec, launcher));
    }
    StoreView store = kind.view(server.hosts(), new ClusterId(NodeFile.NAMESPACE, SCOPE));
    Database database = new Database(nodes.stream().map(DemoNode::spec).toList(), passwords);
    return new DemoCluster(server, store, List.copyOf(nodes), database, file);
  }

  public DemoStore server() {
    return server;
  }

  public StoreView store() {
    return store;
  }

  public List<DemoNode> nodes() {
    return nodes;
  }

  public Database database() {
    return database;
  }

  /** What the nodes' files are made from. */
  public NodeFile file() {
    return file;
  }

  /** The node whose REST interface says that it is the primary. */
  public Optional<DemoNode> primary() throws InterruptedException {
    for (DemoNode node : nodes) {
      if (node.rest().isOk("/primary")) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  /** The primary, waited for. */
  public DemoNode awaitPrimary(Duration longest) throws InterruptedException {
    Wait.until("a primary", longest, () -> primary().isPresent());
    return primary().orElseThrow(() -> new TrialException("the primary was there and is gone"));
  }

  /** Waits for one primary with all other nodes streaming from it. */
  public void awaitHealthy(Duration longest) throws InterruptedException {
    Wait.until("one primary with all others streaming", longest, this::isHealthy);
  }

  /** One primary, all other nodes streaming on its timeline. */
  public boolean isHealthy() throws InterruptedException {
    return Health.of(nodes);
  }

  /** The cluster as a table. */
  public List<String> table() throws InterruptedException {
    Optional<String> leader = store.leader();
    List<MemberTable.Row> rows = new ArrayList<>();
    for (DemoNode node : nodes) {
      boolean leads = leader.filter(node.name()::equals).isPresent();
      rows.add(new MemberTable.Row(node.name(), node.spec().host(), leads, node.status()));
    }
    String identity = store.initialize().filter(id -> !id.isEmpty()).orElse("uninitialized");
    return MemberTable.lines("Cluster: " + SCOPE + " (" + identity + ")", rows);
  }

  /** Stops the nodes in an orderly way, kills what does not stop, and ends the store. */
  public void stop() throws InterruptedException {
    try {
      Optional<DemoNode> primary = primary();
      List<DemoNode> replicas =
          nodes.stream().filter(n -> primary.filter(n::equals).isEmpty()).toList();
      stop(replicas);
      stop(primary.stream().toList());
    } finally {
      store.close();
      server.close();
    }
  }

  private static void stop(List<DemoNode> nodes) throws InterruptedException {
    nodes.stream().filter(DemoNode::isAgentAlive).forEach(DemoNode::terminate);
    Wait.within(
        ORDERLY_STOP,
        () -> nodes.stream().noneMatch(node -> node.isAgentAlive() || node.isServerAlive()));
    for (DemoNode node : nodes) {
      node.kill();
    }
  }
}
