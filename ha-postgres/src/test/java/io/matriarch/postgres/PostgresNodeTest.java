package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.postgres.leash.Leash;
import io.matriarch.testkit.store.InMemoryConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A node that runs in this program")
class PostgresNodeTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();
  private final InMemoryConnection store = new InMemoryConnection(new SystemTicker());
  private final int port = PostgresHarness.freePort();
  private final SlowListener listener = new SlowListener();
  private PostgresNode node;

  @BeforeEach
  void start() throws Exception {
    Path home = Files.createDirectory(harness.folder().resolve("node1"));
    node =
        PostgresNode.builder("orders", "node1")
            .store(store)
            .dataDirectory(home.resolve("data"))
            .programs(PostgresHarness.binDir())
            .listen("127.0.0.1", port)
            .superuser("postgres", "super-secret")
            .replication("replicator", "repl-secret")
            .parameter("work_mem", "5MB")
            .server(server -> server.parameters(TestNode.parameters(Map.of())))
            .peers(new Neighbours())
            .watchdog(Leash.compiled(home.resolve("data")), true)
            .listener(listener)
            .build();
    node.start();
  }

  @AfterEach
  void end() {
    listener.goOn.countDown();
    if (node != null) {
      node.close();
    }
    store.close();
  }

  @Test
  @DisplayName("is waited for, asked and ended, whatever its listener does meanwhile")
  void itsLife() throws Exception {
    assertThat(node.awaitRole(Role.PRIMARY, SOON).leading()).isTrue();
    assertThatThrownBy(() -> node.awaitRole(Role.REPLICA, Duration.ofMillis(100)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageStartingWith("node1 does not run as REPLICA after PT0.1S: ");
    assertThat(listener.goOn.getCount()).as("the listener still holds up its thread").isEqualTo(1);

    CommandResult refused =
        node.switchover("node2").toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(refused.outcome()).as(refused.text()).isEqualTo(Outcome.PRECONDITION_FAILED);

    listener.goOn.countDown();
    assertThat(listener.primary.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(listener.decided.await(60, TimeUnit.SECONDS)).isTrue();

    node.close();
    node.close();
    assertThatThrownBy(() -> node.awaitRole(Role.PRIMARY, SOON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("node1 has ended: stopped");
    store.cluster(new ClusterId("service", "orders"), NodeName.of("another")).close();
  }

  @Test
  @DisplayName("is guarded by the leash that it was given")
  void itsLeash() throws Exception {
    node.awaitRole(Role.PRIMARY, SOON);
    await().atMost(SOON).until(() -> leashes() == 2);
  }

  private long leashes() {
    String socket = harness.folder().resolve("node1/.data.leash").toString();
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().arguments().map(List::of).orElse(List.of()).contains(socket))
        .count();
  }

  @Test
  @DisplayName("makes a cluster that asks everybody for a password and can be rewound")
  void itsCluster() throws Exception {
    node.awaitRole(Role.PRIMARY, SOON);

    assertThat(ask("super-secret", "SHOW data_checksums")).isEqualTo("on");
    assertThat(ask("super-secret", "SHOW work_mem")).isEqualTo("5MB");
    assertThat(
            ask(
                "super-secret",
                "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
        .isEqualTo("scram-sha-256");
    assertThatThrownBy(() -> ask("a-guess", "SELECT 1"))
        .hasMessageContaining("password authentication failed");
  }

  private String ask(String password, String query) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, "postgres", password);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Does nothing with the first thing it hears until it may go on. */
  private static final class SlowListener implements NodeListener {
    final CountDownLatch goOn = new CountDownLatch(1);
    final CountDownLatch primary = new CountDownLatch(1);
    final CountDownLatch decided = new CountDownLatch(1);

    @Override
    public void roleChanged(NodeStatus before, NodeStatus after) {
      hold();
      if (after.role() == Role.PRIMARY) {
        primary.countDown();
      }
    }

    @Override
    public void recorded(JournalEntry entry) {
      hold();
      if (entry.kind() == JournalEntry.Kind.DECISION) {
        decided.countDown();
      }
    }

    private void hold() {
      try {
        goOn.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
