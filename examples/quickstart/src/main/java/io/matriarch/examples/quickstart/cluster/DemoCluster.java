package io.matriarch.examples.quickstart.cluster;

import io.matriarch.core.model.ClusterId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Three nodes and a ZooKeeper server, below one directory. For one thread. Whoever prepared one
 * must stop it, or its processes stay.
 */
public final class DemoCluster {
  /** Name of the cluster. */
  public static final String SCOPE = "herd";

  /** A replica that is further behind than this does not become primary. */
  public static final long MAXIMUM_LAG = 1L << 20;

  private static final int NODES = 3;
  private static final Duration ORDERLY_STOP = Duration.ofSeconds(30);

  private final EmbeddedZooKeeper zooKeeper;
  private final StoreView store;
  private final List<DemoNode> nodes;
  private final Database database;
  private final NodeFile file;

  private DemoCluster(
      EmbeddedZooKeeper zooKeeper,
      StoreView store,
      List<DemoNode> nodes,
      Database database,
      NodeFile file) {
    this.zooKeeper = zooKeeper;
    this.store = store;
    this.nodes = nodes;
    this.database = database;
    this.file = file;
  }

  /** Starts the store and writes the nodes' files; the nodes are not started yet. */
  public static DemoCluster prepare(Path directory, ServerPrograms programs, Timing timing)
      throws IOException, InterruptedException {
    Path launcher = Launcher.find();
    List<Integer> ports = Ports.free(1 + 2 * NODES);
    Passwords passwords = Passwords.random();
    DataOwner owner = DataOwner.ofThisProcess();
    EmbeddedZooKeeper zooKeeper =
        EmbeddedZooKeeper.start(directory.resolve("zookeeper"), ports.get(0));
    NodeFile file =
        new NodeFile(SCOPE, zooKeeper.hosts(), timing, MAXIMUM_LAG, passwords, programs);
    List<DemoNode> nodes = new ArrayList<>();
    for (int i = 1; i <= NODES; i++) {
      Path home = directory.resolve("node" + i);
      NodeSpec spec = new NodeSpec("node" + i, ports.get(2 * i - 1), ports.get(2 * i), home);
      owner.create(home);
      file.write(spec);
      nodes.add(new DemoNode(spec, launcher));
    }
    StoreView store =
        StoreView.connect(zooKeeper.hosts(), new ClusterId(NodeFile.NAMESPACE, SCOPE));
    Database database = new Database(nodes.stream().map(DemoNode::spec).toList(), passwords);
    return new DemoCluster(zooKeeper, store, List.copyOf(nodes), database, file);
  }

  public EmbeddedZooKeeper zooKeeper() {
    return zooKeeper;
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
    Wait.until("one primary and two streaming replicas", longest, this::isHealthy);
  }

  /** One primary, all other nodes streaming on its timeline. */
  public boolean isHealthy() throws InterruptedException {
    List<MemberStatus> all = new ArrayList<>();
    for (DemoNode node : nodes) {
      node.status().ifPresent(all::add);
    }
    List<MemberStatus> primaries = all.stream().filter(MemberStatus::isPrimary).toList();
    return primaries.size() == 1
        && all.stream()
                .filter(MemberStatus::isStreaming)
                .filter(replica -> replica.timeline().equals(primaries.get(0).timeline()))
                .count()
            == NODES - 1;
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
      zooKeeper.close();
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
