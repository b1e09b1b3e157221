package io.matriarch.examples.quickstart.interop;

import static io.matriarch.examples.quickstart.interop.MixedCluster.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.NodeSpec;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What asks our nodes all the time: load balancers and metrics collectors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class MonitoringEndToEnd {
  private static final int ACCEPTED = 0;
  private static final int ACCEPTED_WITH_ADVICE = 3;

  /** Dashboards read these counters by the names that Patroni gave them. */
  private static final List<String> NAMES_THAT_CANNOT_CHANGE =
      Stream.of("xlog_location", "xlog_received_location", "xlog_replayed_location")
          .map(name -> "patroni_" + name + " counter metrics should have \"_total\" suffix")
          .toList();

  private MixedCluster mixed;
  private DemoCluster cluster;

  @BeforeAll
  void start() throws Exception {
    mixed = MixedCluster.prepare(Collections.nCopies(3, Neighbours.ours()));
    cluster = mixed.cluster();
    mixed.startAll();
  }

  @AfterAll
  void stop() throws Exception {
    if (mixed != null) {
      mixed.stop();
    }
  }

  @Test
  void haproxyFollowsAMoveOfTheLeadership() throws Exception {
    DemoNode from = cluster.awaitPrimary(SOON);
    DemoNode to =
        cluster.nodes().stream().filter(node -> !node.equals(from)).findFirst().orElseThrow();
    try (Haproxy haproxy = Haproxy.before(cluster.nodes(), mixed.directory())) {
      routes(haproxy, from);

      mixed.switchOver(from, to);

      routes(haproxy, to);
    }
  }

  @Test
  void promtoolAcceptsTheMetricsOfEveryNode() throws Exception {
    for (DemoNode node : cluster.nodes()) {
      Path metrics = node.rest().save("/metrics", mixed.directory().resolve("metrics"));
      Path said = mixed.directory().resolve("promtool.log");
      int code =
          new ProcessBuilder(Neighbours.promtool().toString(), "check", "metrics")
              .redirectInput(metrics.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start()
              .waitFor();
      assertThat(Files.readAllLines(said))
          .as("promtool on %s", node.name())
          .isSubsetOf(NAMES_THAT_CANNOT_CHANGE);
      assertThat(code).isIn(ACCEPTED, ACCEPTED_WITH_ADVICE);
    }
  }

  private void routes(Haproxy haproxy, DemoNode primary) throws Exception {
    Wait.until(
        "connections end at " + primary.name(),
        SOON,
        () -> reached(haproxy.primaryPort(), 1).equals(Set.of(primary.spec().sqlPort())));
    Set<Integer> replicas =
        cluster.nodes().stream()
            .filter(node -> !node.equals(primary))
            .map(node -> node.spec().sqlPort())
            .collect(Collectors.toCollection(TreeSet::new));
    Wait.until(
        "connections end at all replicas and nowhere else",
        SOON,
        () -> reached(haproxy.replicaPort(), 6).equals(replicas));
  }

  /** The servers at the other end of that many connections to this port. */
  private Set<Integer> reached(int port, int times) throws SQLException {
    Set<Integer> ports = new TreeSet<>();
    NodeSpec balancer = new NodeSpec("balancer", port, 0, mixed.directory());
    for (int i = 0; i < times; i++) {
      try (Connection connection = cluster.database().node(balancer, "test");
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT inet_server_port()")) {
        row.next();
        ports.add(row.getInt(1));
      }
    }
    return ports;
  }
}
