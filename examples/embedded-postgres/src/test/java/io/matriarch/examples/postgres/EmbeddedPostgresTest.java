package io.matriarch.examples.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.api.Stores;
import io.matriarch.core.model.Role;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.postgres.InstalledServer;
import io.matriarch.postgres.PostgresNode;
import io.matriarch.postgres.datasource.LeaderDataSource;
import io.matriarch.postgres.datasource.LeaderDataSourceBuilder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Three members in one program, written by code alone")
class EmbeddedPostgresTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private TestingServer zookeeper;
  private StoreConnection store;
  private Members members;

  @BeforeEach
  void start() throws Exception {
    assumeThatCode(() -> InstalledServer.find(Path.of("nowhere"))).doesNotThrowAnyException();
    zookeeper = new TestingServer(true);
    store = Stores.connect("zookeeper", Map.of("hosts", zookeeper.getConnectString()));
    members = new Members(store);
  }

  @AfterEach
  void end() throws Exception {
    members.close();
    store.close();
    zookeeper.close();
  }

  @Test
  @DisplayName(
      "lose nothing, and no application: a killed server, a switchover, a primary that ends")
  void aClusterLives() throws Exception {
    members.start("node1").awaitRole(Role.PRIMARY, SOON);
    PostgresNode second = members.start("node2");
    members.start("node3").awaitRole(Role.REPLICA, SOON);
    second.awaitRole(Role.REPLICA, SOON);
    members.sql("node1", "CREATE TABLE orders (n int)");

    // One address is enough: the others are learned from it.
    try (LeaderDataSource throughApis = builder().members(members.apis().get(1)).build();
        LeaderDataSource throughStore = builder().store(store, "orders").build();
        Application asking = new Application(throughApis, 0);
        Application watching = new Application(throughStore, 10_000_000)) {
      awaitMore(asking, watching);

      members.killServer("node1");
      awaitMore(asking, watching);
      note("a killed server", asking, watching);

      String next = members.primaries().get(0).equals("node2") ? "node3" : "node2";
      CommandResult moved =
          members.node("node1").switchover(next).toCompletableFuture().get(60, TimeUnit.SECONDS);
      assertThat(moved.outcome()).as(moved.text()).isEqualTo(Outcome.DONE);
      members.node(next).awaitRole(Role.PRIMARY, SOON);
      awaitMore(asking, watching);
      note("a switchover", asking, watching);

      members.node(next).close();
      awaitMore(asking, watching);
      note("the end of the primary", asking, watching);

      asking.stop();
      watching.stop();
      String last = members.primaries().get(0);
      assertThat(last).isNotEqualTo(next);
      assertThat(members.orders(last))
          .containsAll(asking.numbers())
          .containsAll(watching.numbers());
      assertThatThrownBy(() -> members.connect(last, "a guess").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  private static LeaderDataSourceBuilder builder() {
    return LeaderDataSource.builder().user("postgres", "super-secret");
  }

  private static void note(String what, Application asking, Application watching) {
    System.out.println("figure: data source over REST, " + what + ": " + asking.figures());
    System.out.println("figure: data source over ZooKeeper, " + what + ": " + watching.figures());
  }

  private static void awaitMore(Application... applications) {
    for (Application application : applications) {
      int before = application.acknowledged();
      await().atMost(SOON).until(() -> application.acknowledged() > before + 200);
    }
  }
}
