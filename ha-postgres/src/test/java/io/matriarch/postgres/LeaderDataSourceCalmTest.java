package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.NodeName;
import io.matriarch.postgres.datasource.LeaderDataSource;
import io.matriarch.postgres.datasource.OnUnknown;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("An application that follows a leader who stays")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaderDataSourceCalmTest {
  private ThreeNodes cluster;

  @BeforeAll
  void start() throws Exception {
    cluster = new ThreeNodes();
  }

  @AfterAll
  void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @DisplayName("ends its connections when it loses the store, unless it is told to keep them")
  void silenceEndsConnections() throws Exception {
    Duration silence = Duration.ofSeconds(2);
    try (LeaderDataSource careful =
            cluster
                .dataSource()
                .every(Duration.ofMillis(500))
                .silence(silence)
                .loginTimeout(Duration.ofSeconds(1))
                .build();
        LeaderDataSource bold =
            cluster
                .dataSource()
                .every(Duration.ofMillis(500))
                .silence(silence)
                .onUnknown(OnUnknown.KEEP)
                .build();
        Connection ends = careful.getConnection();
        Connection stays = bold.getConnection()) {
      assertThat(ends.isValid(5)).isTrue();

      cluster.store().cut(NodeName.of("datasource"), true);
      await().atMost(ThreeNodes.SOON).until(() -> !ends.isValid(5));

      assertThatThrownBy(careful::getConnection)
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("no connection to the primary of orders within PT1S")
          .hasMessageContaining("the store does not answer");
      assertThat(stays.isValid(5)).isTrue();
      bold.getConnection().close();

      cluster.store().cut(NodeName.of("datasource"), false);
      await().atMost(ThreeNodes.SOON).ignoreExceptions().until(() -> isPrimary(careful));
    }
  }

  @Test
  @DisplayName("reads from replicas in turn, and from none that is too far behind")
  void laggingReplicasAreLeftOut() throws Exception {
    try (LeaderDataSource source =
        cluster.dataSource().every(Duration.ofMillis(300)).loginTimeout(ThreeNodes.SOON).build()) {
      DataSource replicas = source.replicas(100_000);
      await()
          .atMost(ThreeNodes.SOON)
          .until(() -> servers(replicas, 4).equals(Set.of("node2", "node3")));

      cluster.sql("node3", "SELECT pg_wal_replay_pause()");
      try (Connection old = connectionTo("node3", replicas)) {
        assertThatThrownBy(() -> write(old, 1))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("read-only");
        cluster.sql("node1", "INSERT INTO orders SELECT generate_series(1, 20000)");

        await().atMost(ThreeNodes.SOON).until(() -> !old.isValid(5));
        assertThat(servers(replicas, 6)).containsExactly("node2");
      }

      cluster.sql("node3", "SELECT pg_wal_replay_resume()");
      await().atMost(ThreeNodes.SOON).until(() -> servers(replicas, 4).contains("node3"));
    }
  }

  @Test
  @DisplayName("reads from the primary while no replica will do, and says why nobody would")
  void thePrimaryCanStandIn() throws Exception {
    try (LeaderDataSource source =
        cluster
            .dataSource()
            .every(Duration.ofMillis(300))
            .loginTimeout(Duration.ofSeconds(2))
            .build()) {
      DataSource either = source.replicasOrPrimary(100_000);
      cluster.sql("node2", "SELECT pg_wal_replay_pause()");
      cluster.sql("node3", "SELECT pg_wal_replay_pause()");
      cluster.sql("node1", "INSERT INTO orders SELECT generate_series(30001, 50000)");

      await().atMost(ThreeNodes.SOON).until(() -> servers(either, 3).equals(Set.of("node1")));
      try (Connection connection = either.getConnection()) {
        assertThatThrownBy(() -> write(connection, 1)).hasMessageContaining("read-only");
      }
      assertThatThrownBy(() -> source.replicas(100_000).getConnection())
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("no connection to a replica of orders within 100000 bytes")
          .hasMessageContaining("the leader is node1 since ");
    } finally {
      cluster.sql("node2", "SELECT pg_wal_replay_resume()");
      cluster.sql("node3", "SELECT pg_wal_replay_resume()");
    }
  }

  @Test
  @DisplayName("does not wait for what will not come, and keeps secrets")
  void refusalsAreImmediate() throws Exception {
    LeaderDataSource source = cluster.dataSource().build();
    try (Connection given = source.getConnection()) {
      assertThatThrownBy(() -> source.getConnection("app", "a-guess").close())
          .isNotInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("password authentication failed")
          .hasMessageNotContaining("a-guess");
      assertThat(source).hasToString("LeaderDataSource[cluster=orders, user=app]");

      source.close();

      assertThat(given.isValid(5)).isFalse();
      assertThatThrownBy(source::getConnection).isInstanceOf(SQLTransientConnectionException.class);
    } finally {
      source.close();
    }
  }

  private Set<String> servers(DataSource source, int times) throws SQLException {
    Set<String> servers = new TreeSet<>();
    for (int i = 0; i < times; i++) {
      try (Connection connection = source.getConnection()) {
        servers.add(cluster.server(connection));
      }
    }
    return servers;
  }

  private Connection connectionTo(String name, DataSource source) throws SQLException {
    while (true) {
      Connection connection = source.getConnection();
      if (cluster.server(connection).equals(name)) {
        return connection;
      }
      connection.close();
    }
  }

  private static boolean isPrimary(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(5);
    }
  }

  private static void write(Connection connection, long id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO orders VALUES (" + id + ")");
    }
  }
}
