package io.matriarch.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, from the configuration file to a real ZooKeeper server. */
class RealStoreTest {
  private static TestingServer server;
  private static ZooKeeper outside;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = new TestingServer(true);
    outside = new ZooKeeper(server.getConnectString(), 10_000, event -> {});
  }

  @AfterAll
  static void stop() throws Exception {
    outside.close();
    server.close();
  }

  @BeforeEach
  void fill() throws Exception {
    write("/service/gotham/initialize", "7711176616392302637");
    write("/service/gotham/config", "{\"ttl\":30}");
    write("/service/gotham/leader", "a");
    write("/service/gotham/members/a", "{\"conn_url\":\"postgres://10.0.0.1:5432/postgres\"}");
    write("/service/gotham/0/config", "{\"ttl\":40}");
  }

  @Test
  void views_come_from_the_store_that_the_file_names() throws IOException {
    assertThat(run(0, "-c", file(), "list").printed())
        .contains("+ Cluster: gotham (7711176616392302637) ", "| a      | 10.0.0.1 | Leader ");
    assertThat(
            run(0, "-d", "zookeeper://" + server.getConnectString(), "show-config", "gotham")
                .printed())
        .isEqualTo("ttl: 30\n\n");
    assertThat(run(0, "-c", file(), "show-config", "--group", "0").printed())
        .isEqualTo("ttl: 40\n\n");
  }

  @Test
  void the_configuration_is_changed_there() throws Exception {
    run(0, "-c", file(), "edit-config", "--force", "-s", "loop_wait=5");

    assertThat(text("/service/gotham/config")).isEqualTo("{\"ttl\":30,\"loop_wait\":5}");
  }

  @Test
  void a_cluster_is_removed_with_everything_below_it() throws Exception {
    write("/service/gotham2/config", "{}");
    FakeTerminal terminal = new FakeTerminal("gotham", "Yes I am aware", "a");

    int exit = run(terminal, "-c", file(), "remove", "gotham");

    assertThat(exit).as(terminal.shown()).isZero();
    assertThat(outside.exists("/service/gotham", false)).isNull();
    assertThat(outside.exists("/service/gotham2", false)).isNotNull();
  }

  @Test
  void a_store_that_is_away_is_told_in_one_line_within_seconds() {
    long begun = System.nanoTime();

    FakeTerminal terminal = run(1, "-d", "zookeeper://127.0.0.1:1", "list", "gotham");

    assertThat(terminal.errors()).isEqualTo("Error: no connection to zookeeper at 127.0.0.1:1\n");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_store_that_nobody_knows_is_told_with_those_that_are() throws IOException {
    assertThat(run(1, "-d", "consul://h", "list", "gotham").errors())
        .startsWith("Error: no module for the store 'consul' is on the class path, only for ")
        .contains("zookeeper")
        .hasLineCount(1);
    Path none = Files.writeString(folder.resolve("none.yml"), "scope: gotham\n");
    assertThat(run(1, "-c", none.toString(), "list").errors())
        .isEqualTo(
            "Error: "
                + none
                + ": no store is configured; name one with --dcs-url, or write a section such as"
                + " zookeeper into the configuration file\n");
    assertThat(run(1, "-d", "zookeeper://[::1", "list", "x").errors())
        .startsWith("Error: ")
        .hasLineCount(1);
  }

  private String file() throws IOException {
    return Files.writeString(
            folder.resolve("ctl.yml"),
            "scope: gotham\nzookeeper:\n  hosts: " + server.getConnectString() + "\n")
        .toString();
  }

  private static FakeTerminal run(int exit, String... arguments) {
    FakeTerminal terminal = new FakeTerminal();
    assertThat(run(terminal, arguments)).as(terminal.shown()).isEqualTo(exit);
    return terminal;
  }

  private static int run(FakeTerminal terminal, String... arguments) {
    return new Ctl(terminal, Map.of("HOME", "/nonexistent"), Clock.systemUTC()).run(arguments);
  }

  private static String text(String path) throws Exception {
    return new String(outside.getData(path, false, null), UTF_8);
  }

  private static void write(String path, String text) throws Exception {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      create(path.substring(0, slash), "");
    }
    create(path, text);
    outside.setData(path, text.getBytes(UTF_8), -1);
  }

  private static void create(String path, String text) throws Exception {
    if (outside.exists(path, false) == null) {
      outside.create(path, text.getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }
  }
}
