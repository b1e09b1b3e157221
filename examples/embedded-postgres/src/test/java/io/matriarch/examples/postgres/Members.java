package io.matriarch.examples.postgres;

import io.matriarch.agent.rest.RestServer;
import io.matriarch.core.model.Role;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.postgres.PostgresNode;
import io.matriarch.testkit.host.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Members of the example's cluster in this JVM, each with folder and ports of its own. */
final class Members implements AutoCloseable {
  private static final LoopbackPorts PORTS = new LoopbackPorts();

  private final StoreConnection store;
  private final Path folder;
  private final Map<String, PostgresNode> nodes = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final List<String> apis = new ArrayList<>();

  Members(StoreConnection store) throws IOException {
    this.store = store;
    folder = Files.createTempDirectory(Path.of("/tmp"), "matriarch-example");
    // Another user runs the servers if this process is root.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  PostgresNode start(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    int port = freePort();
    String api = "127.0.0.1:" + freePort();
    PostgresNode node = Main.member(store, name, home.resolve("data"), port, api);
    nodes.put(name, node);
    ports.put(name, port);
    apis.add("http://" + api);
    RestServer.serve(api, node.ha());
    node.start();
    return node;
  }

  /** Addresses of the members' APIs, in the order in which they were started. */
  List<String> apis() {
    return apis;
  }

  PostgresNode node(String name) {
    return nodes.get(name);
  }

  /** Who says that it is the primary, in the order in which they were started. */
  List<String> primaries() {
    return nodes.entrySet().stream()
        .filter(entry -> entry.getValue().status().role() == Role.PRIMARY)
        .map(Map.Entry::getKey)
        .toList();
  }

  void killServer(String name) throws IOException {
    Path file = folder.resolve(name).resolve("data").resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  void sql(String name, String statement) throws SQLException {
    try (Connection connection = connect(name, "super-secret");
        Statement asked = connection.createStatement()) {
      asked.execute(statement);
    }
  }

  Set<Integer> orders(String name) throws SQLException {
    Set<Integer> orders = new HashSet<>();
    try (Connection connection = connect(name, "super-secret");
        Statement asked = connection.createStatement();
        ResultSet row = asked.executeQuery("SELECT n FROM orders")) {
      while (row.next()) {
        orders.add(row.getInt(1));
      }
    }
    return orders;
  }

  Connection connect(String name, String password) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + ports.get(name) + "/postgres";
    return DriverManager.getConnection(url, "postgres", password);
  }

  /** A store in this JVM outlives its members; they end in turn, the primary last. */
  @Override
  public void close() throws IOException {
    nodes.values().stream()
        .sorted(Comparator.comparing(node -> node.status().role() == Role.PRIMARY))
        .forEach(PostgresNode::close);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static int freePort() {
    return PORTS.next();
  }
}
