package io.matriarch.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.DataOwner;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.NodeFile;
import io.matriarch.examples.quickstart.cluster.NodeSpec;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that somebody made by hand becomes the first member of a cluster. */
@Timeout(180)
class AdoptionEndToEnd {
  private static final Duration START = Duration.ofSeconds(90);

  private RunningCluster running;
  private DemoCluster cluster;
  private DemoNode first;

  @BeforeEach
  void prepare() throws Exception {
    running = RunningCluster.prepare(Timing.ofTtl(20), 2);
    cluster = running.cluster();
    first = cluster.nodes().get(0);
  }

  @AfterEach
  void stop() throws Exception {
    if (running != null) {
      running.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExistingServerIsAdoptedRunningOrNot(boolean runs) throws Exception {
    makeByHand();
    String startedByHand = ask("SELECT pg_postmaster_start_time()");
    ask("CREATE TABLE treasure AS SELECT 7 AS value; SELECT 1");
    if (!runs) {
      program("pg_ctl", "stop", "-w", "-m", "fast");
    }

    first.start();
    assertThat(cluster.awaitPrimary(START)).isEqualTo(first);
    DemoNode second = cluster.nodes().get(1);
    second.start();
    cluster.awaitHealthy(START);

    assertThat(cluster.store().initialize())
        .contains(ask("SELECT system_identifier FROM pg_control_system()"));
    assertThat(ask("SELECT pg_postmaster_start_time()").equals(startedByHand)).isEqualTo(runs);
    Wait.until("the table", START, () -> ask(second, "SELECT value FROM treasure").equals("7"));
  }

  private void makeByHand() throws Exception {
    NodeSpec node = first.spec();
    Path password = node.home().resolve("password");
    NodeFile.write(password, cluster.file().passwords().superuser());
    DataOwner.ofThisProcess().give(password);
    program(
        "initdb",
        "--username=" + NodeFile.SUPERUSER,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "-N");
    program(
        "pg_ctl",
        "start",
        "-w",
        "-l",
        node.home().resolve("by-hand.log").toString(),
        "-o",
        "-c port=%d -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            .formatted(node.sqlPort()));
    ask(
        "CREATE ROLE replicator REPLICATION LOGIN PASSWORD '%s'; SELECT 1"
            .formatted(cluster.file().passwords().replication()));
  }

  private void program(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(DataOwner.ofThisProcess().prefix());
    command.add(cluster.file().programs().path(name));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-D", first.spec().dataDirectory().toString()));
    Path said = Files.createTempFile(running.work().path(), name, ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as("%s: %s", name, said).isZero();
  }

  private String ask(String sql) throws SQLException {
    return ask(first, sql);
  }

  /** The first value of the last statement's answer. */
  private String ask(DemoNode node, String sql) throws SQLException {
    try (Connection connection = cluster.database().node(node.spec(), "test");
        Statement statement = connection.createStatement()) {
      for (boolean rows = statement.execute(sql); !rows; ) {
        rows = statement.getMoreResults();
      }
      ResultSet row = statement.getResultSet();
      row.next();
      return row.getString(1);
    }
  }
}
