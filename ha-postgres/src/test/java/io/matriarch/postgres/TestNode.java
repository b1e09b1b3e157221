package io.matriarch.postgres;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Term;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.Follower;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One instance under test, with short words for what tests do to it. */
final class TestNode {
  static final String CLUSTER =
      """
      {"postgresql": {"use_pg_rewind": true,
        "parameters": {"max_connections": 30, "max_worker_processes": 4}}}
      """;

  final String name;
  final int port;
  final Path dataDir;
  PostgresConfig config;
  PostgresResource resource;

  private final Path folder;

  TestNode(String name, Path folder, int port) {
    this.name = name;
    this.folder = folder;
    this.port = port;
    this.dataDir = folder.resolve("data");
    this.config = defaults().build();
    this.resource = new PostgresResource(config, TestTicker.REAL);
  }

  private PostgresConfigBuilder defaults() {
    return PostgresConfig.builder(name, "test-cluster", dataDir)
        .binDir(PostgresHarness.binDir())
        .listen(List.of("127.0.0.1"), port)
        .superuser(Credentials.of("postgres", "super-secret"))
        .replication(Credentials.of("replicator", "repl-secret"))
        .rewind(Credentials.of("rewinder", "rewind-secret"))
        .initdbOptions(List.of("--encoding=UTF8", "--locale=C", "--data-checksums"))
        .pgHba(
            List.of(
                "local all all trust",
                "host all all 127.0.0.1/32 scram-sha-256",
                "host replication replicator 127.0.0.1/32 scram-sha-256"))
        .parameters(parameters(Map.of()));
  }

  /** Parameters for a test server, with these in addition. */
  static Map<String, String> parameters(Map<String, String> more) {
    Map<String, String> parameters =
        new HashMap<>(
            Map.of(
                "unix_socket_directories", "",
                "fsync", "off",
                "shared_buffers", "16MB",
                "log_line_prefix", "%m [%p] ",
                "wal_retrieve_retry_interval", "200ms"));
    parameters.putAll(more);
    return parameters;
  }

  /** The same node with another configuration. */
  TestNode with(UnaryOperator<PostgresConfigBuilder> adjusted) {
    config = adjusted.apply(defaults()).build();
    adopt();
    return this;
  }

  ReplicationSource asSource() {
    return new ReplicationSource(NodeName.of(name), "127.0.0.1", port);
  }

  static Call call() {
    return new Call(TestTicker.REAL.now().plus(Duration.ofSeconds(5)), Duration.ofSeconds(30));
  }

  static Permit permit() {
    return new Permit.LeasePermit(new Term(1), TestTicker.REAL.now().plus(Duration.ofSeconds(60)));
  }

  ResourceReport look() {
    return resource.observe(call());
  }

  TestNode bootstrap() throws Exception {
    Files.createDirectories(folder);
    open(folder);
    long begin = System.nanoTime();
    resource.bootstrap(permit(), CLUSTER, new TestTask());
    Figures.note("bootstrap", Figures.millisSince(begin));
    return this;
  }

  /** A running primary of a new cluster, without the time that initdb takes. */
  TestNode primary() throws Exception {
    Files.createDirectories(folder);
    open(folder);
    Template.copyTo(dataDir);
    startAsPrimary();
    return this;
  }

  /** Makes a fresh, running replica. */
  TestNode cloneFrom(TestNode source) throws Exception {
    source.retainFor(name);
    rebuildFrom(source);
    startFollowing(source);
    return this;
  }

  void retainFor(String... members) throws Exception {
    Set<Follower> followers =
        Stream.of(members)
            .map(m -> new Follower(NodeName.of(m), OptionalLong.empty()))
            .collect(Collectors.toSet());
    resource.retainFor(followers, call());
  }

  void rebuildFrom(TestNode source) throws Exception {
    Files.createDirectories(folder);
    open(folder);
    resource.rebuild(new FollowRequest(source.asSource(), CLUSTER), new TestTask());
  }

  void startFollowing(TestNode source) throws Exception {
    long begin = System.nanoTime();
    resource.start(
        new StartRequest(Optional.empty(), Optional.of(source.asSource()), CLUSTER),
        new TestTask());
    Figures.note("start as replica", Figures.millisSince(begin));
  }

  void startAsPrimary() throws Exception {
    resource.start(
        new StartRequest(Optional.of(permit()), Optional.empty(), CLUSTER), new TestTask());
  }

  void promote() throws Exception {
    long begin = System.nanoTime();
    resource.promote(permit(), new TestTask());
    Figures.note("promote", Figures.millisSince(begin));
  }

  void stop(StopMode mode) throws Exception {
    long begin = System.nanoTime();
    resource.stop(mode, new TestTask());
    Figures.note("stop " + mode, Figures.millisSince(begin));
  }

  Connection connect(String user, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", user, password);
  }

  Connection connect() throws SQLException {
    return connect("postgres", "super-secret");
  }

  void sql(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement s = connection.createStatement()) {
      s.execute(statement);
    }
  }

  String ask(String query) throws SQLException {
    try (Connection connection = connect();
        Statement s = connection.createStatement();
        ResultSet row = s.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(dataDir.resolve("postmaster.pid")).get(0).strip());
  }

  void killPostmaster() throws IOException {
    ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
  }

  /** An agent that comes after another one beside the same server. */
  PostgresResource adopt() {
    resource.close();
    resource = new PostgresResource(config, TestTicker.REAL);
    return resource;
  }

  void end() {
    resource.fence();
    resource.close();
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
