package io.matriarch.postgres;

import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.postgres.datasource.LeaderDataSource;
import io.matriarch.postgres.datasource.LeaderDataSourceBuilder;
import io.matriarch.testkit.store.InMemoryConnection;
import io.matriarch.testkit.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cluster of real servers in this JVM: node1 leads at first, node2 and node3 follow. */
final class ThreeNodes implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);

  private static final ClusterId CLUSTER = new ClusterId("service", "orders");

  final InMemoryConnection connection = new InMemoryConnection(new SystemTicker());
  final Neighbours neighbours = new Neighbours();
  private final Map<String, PostgresNode> nodes = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Path folder;

  ThreeNodes() throws Exception {
    folder = PostgresHarness.newFolder();
    try {
      begin();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private void begin() throws Exception {
    start("node1").awaitRole(Role.PRIMARY, SOON);
    PostgresNode second = start("node2");
    start("node3").awaitRole(Role.REPLICA, SOON);
    second.awaitRole(Role.REPLICA, SOON);
    sql("node1", "CREATE ROLE app LOGIN PASSWORD 'app-secret'");
    sql("node1", "CREATE TABLE orders (id bigint PRIMARY KEY)");
    sql("node1", "GRANT ALL ON orders TO app");
    // Whoever has not got that far may be elected, and nobody could write there.
    await("both replicas have what the application needs").atMost(SOON).until(this::allHaveAll);
  }

  private boolean allHaveAll() throws SQLException {
    try (Connection connection = connect("node1");
        Statement asked = connection.createStatement();
        ResultSet row =
            asked.executeQuery(
                "SELECT count(*) = 2 FROM pg_stat_replication"
                    + " WHERE state = 'streaming' AND replay_lsn >= pg_current_wal_lsn()")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private PostgresNode start(String name) throws IOException {
    int port = PostgresHarness.freePort();
    Path home = Files.createDirectory(folder.resolve(name));
    PostgresNode node =
        PostgresNode.builder("orders", name)
            .store(connection)
            .dataDirectory(home.resolve("data"))
            .programs(PostgresHarness.binDir())
            .listen("127.0.0.1", port)
            .superuser("postgres", "super-secret")
            .replication("replicator", "repl-secret")
            .ttl(Duration.ofSeconds(20))
            .configuration("{\"loop_wait\": 1, \"retry_timeout\": 3}")
            .server(server -> server.parameters(TestNode.parameters(Map.of())))
            .peers(neighbours)
            .apiUrl("http://" + name + ":8008/patroni")
            .build();
    neighbours.know(name, node.ha());
    nodes.put(name, node);
    ports.put(name, port);
    node.start();
    return node;
  }

  PostgresNode node(String name) {
    return nodes.get(name);
  }

  /** The cluster's keys, to be looked at and disturbed. */
  InMemoryStore store() {
    return connection.store(CLUSTER);
  }

  StoreConnection connection() {
    return connection;
  }

  LeaderDataSourceBuilder dataSource() {
    return LeaderDataSource.builder().store(connection, "orders").user("app", "app-secret");
  }

  int port(String name) {
    return ports.get(name);
  }

  String nameOf(int port) {
    return ports.entrySet().stream()
        .filter(entry -> entry.getValue() == port)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Its agent learns nothing of the store and answers nobody any more, as if it stood still; its
   * server goes on. The others are told that its lease is over.
   */
  void freeze(String name) {
    store().cut(NodeName.of(name), true);
    neighbours.forget(name);
    store().removeLeader();
  }

  void killServer(String name) throws IOException {
    Path file = folder.resolve(name).resolve("data").resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  void sql(String name, String statement) throws SQLException {
    try (Connection connection = connect(name);
        Statement asked = connection.createStatement()) {
      asked.execute(statement);
    }
  }

  List<Long> ids(String name) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Connection connection = connect(name);
        Statement asked = connection.createStatement();
        ResultSet row = asked.executeQuery("SELECT id FROM orders")) {
      while (row.next()) {
        ids.add(row.getLong(1));
      }
    }
    return ids;
  }

  /** Which server answers. */
  String server(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT inet_server_port()")) {
      row.next();
      return nameOf(row.getInt(1));
    }
  }

  /** As the superuser, past everything. */
  Connection connect(String name) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port(name) + "/postgres";
    return DriverManager.getConnection(url, "postgres", "super-secret");
  }

  @Override
  public void close() {
    nodes.values().stream()
        .sorted(Comparator.comparing(node -> node.status().role() == Role.PRIMARY))
        .forEach(PostgresNode::close);
    connection.close();
    Template.remove(folder);
  }
}
