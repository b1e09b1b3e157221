package io.matriarch.examples.quickstart.interop;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.RunningCluster;
import io.matriarch.examples.quickstart.cluster.AgentProgram;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.NodeRest;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Nodes of ours and of another make on one store. For one thread; whoever starts one stops it. */
final class MixedCluster {
  static final int TTL = 20;
  static final Duration SOON = Duration.ofSeconds(30);

  /** Long enough for a lease to expire and another node to take over. */
  static final Duration FAILOVER = Duration.ofSeconds(TTL).plus(SOON);

  private static final Duration START = Duration.ofSeconds(90);
  private static final Timing TIMING = new Timing(TTL, 2, 5);

  private final RunningCluster running;
  private final DemoCluster cluster;

  private MixedCluster(RunningCluster running) {
    this.running = running;
    this.cluster = running.cluster();
  }

  /** One node for each program, none of them started. */
  static MixedCluster prepare(List<AgentProgram> programs)
      throws IOException, InterruptedException {
    return prepare(StoreKind.ZOOKEEPER, programs);
  }

  /** The same on another store. */
  static MixedCluster prepare(StoreKind store, List<AgentProgram> programs)
      throws IOException, InterruptedException {
    MixedCluster mixed = new MixedCluster(RunningCluster.prepare(TIMING, programs.size(), store));
    for (int i = 0; i < programs.size(); i++) {
      mixed.cluster.nodes().get(i).use(programs.get(i));
    }
    return mixed;
  }

  DemoCluster cluster() {
    return cluster;
  }

  Path directory() {
    return running.work().path();
  }

  DemoNode node(int index) {
    return cluster.nodes().get(index);
  }

  void stop() throws IOException, InterruptedException {
    try {
      keepLogs();
    } finally {
      running.stop();
    }
  }

  /** What the agents said outlives the cluster, for whoever looks for the reason of a failure. */
  private void keepLogs() throws IOException {
    Path kept = Files.createDirectories(Path.of("target", "agent-logs"));
    for (DemoNode node : cluster.nodes()) {
      if (Files.exists(node.spec().log())) {
        String name = directory().getFileName() + "-" + node.name() + ".log";
        Files.copy(node.spec().log(), kept.resolve(name), REPLACE_EXISTING);
      }
    }
  }

  /** Starts what does not run, and waits until one node leads and all others follow it. */
  void startAll() throws InterruptedException {
    cluster.nodes().stream().filter(node -> !node.isAgentAlive()).forEach(DemoNode::start);
    awaitHealthy();
  }

  void awaitHealthy() throws InterruptedException {
    Wait.until("one primary with all others streaming", START, this::isHealthy);
  }

  /** Makes this node the leader, by an orderly end of the present one's agent. */
  void lead(DemoNode wanted) throws InterruptedException {
    DemoNode leader = cluster.awaitPrimary(SOON);
    if (!leader.equals(wanted)) {
      leader.terminate();
      leader.awaitExit(SOON);
      awaitPrimary(wanted, SOON);
      startAll();
    }
  }

  /** Asks the leader to hand over to this node; blocks until the cluster is whole again. */
  void switchOver(DemoNode leader, DemoNode candidate) throws InterruptedException {
    switchOver(leader, leader, candidate);
  }

  /** The same, with the request sent to another member. */
  void switchOver(DemoNode asked, DemoNode leader, DemoNode candidate) throws InterruptedException {
    NodeRest.Answer answer =
        asked
            .rest()
            .send(
                "POST",
                "/switchover",
                "{\"leader\": \"%s\", \"candidate\": \"%s\"}"
                    .formatted(leader.name(), candidate.name()));
    assertThat(answer.body()).isEqualTo("Successfully switched over to \"%s\"", candidate.name());
    awaitHealthy();
  }

  void awaitPrimary(DemoNode wanted, Duration longest) throws InterruptedException {
    Wait.until(
        wanted.name() + " as primary",
        longest,
        () -> cluster.primary().equals(Optional.of(wanted)));
  }

  /** Orders pause or its end through this node; blocks until all nodes obey. */
  void pause(DemoNode asked, boolean wanted) throws InterruptedException {
    patch(asked, wanted ? "{\"pause\": true}" : "{\"pause\": null}");
    for (DemoNode node : cluster.nodes()) {
      Wait.until(
          "pause " + wanted + " on " + node.name(),
          SOON,
          () -> node.rest().document("/patroni").orElseThrow().containsKey("pause") == wanted);
    }
  }

  /** Blocks until this node of another make has begun that many more loops. */
  void awaitLoops(DemoNode node, int wanted) throws InterruptedException {
    Set<Object> seconds = new HashSet<>();
    Wait.until(
        wanted + " loops of " + node.name(),
        SOON,
        () -> {
          // the second in which the node last read the store, as each loop does first
          seconds.add(node.rest().document("/patroni").orElseThrow().get("dcs_last_seen"));
          return seconds.size() > wanted;
        });
  }

  /** Changes the cluster's configuration through this node. */
  static void patch(DemoNode asked, String change) throws InterruptedException {
    NodeRest.Answer answer = asked.rest().send("PATCH", "/config", change);
    assertThat(answer.code()).as("PATCH %s: %s", change, answer.body()).isEqualTo(200);
  }

  /** What the node's server says of one of its parameters. */
  String setting(DemoNode node, String name) throws SQLException {
    return value(node, "SHOW " + name);
  }

  /** The first value of what the node's server answers. */
  String value(DemoNode node, String query) throws SQLException {
    try (Connection connection = cluster.database().node(node.spec(), "test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** What the store, the nodes' REST interfaces and the primary's server say must agree. */
  private boolean isHealthy() throws InterruptedException, SQLException {
    DemoNode primary = cluster.primary().orElseThrow();
    Set<String> others =
        cluster.nodes().stream()
            .filter(node -> !node.equals(primary))
            .map(DemoNode::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (DemoNode node : cluster.nodes()) {
      if (!node.equals(primary) && !node.rest().isOk("/replica")) {
        return false;
      }
    }
    return cluster.store().leader().equals(Optional.of(primary.name()))
        && followers(primary).equals(others);
  }

  private Set<String> followers(DemoNode primary) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Connection connection = cluster.database().node(primary.spec(), "test");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT application_name FROM pg_stat_replication WHERE state = 'streaming'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
