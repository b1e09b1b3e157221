package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.postgres.datasource.LeaderDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An application under load, whose connections follow the leader")
class LeaderDataSourceTest {
  private static final int SHOPPERS = 4;
  private static final int ENOUGH = 500;

  private ThreeNodes cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new ThreeNodes();
  }

  @AfterEach
  void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @DisplayName("goes on after a killed server and a switchover, and loses nothing")
  void nothingIsLost() throws Exception {
    try (LeaderDataSource source = cluster.dataSource().build();
        Shoppers shoppers = new Shoppers(source, SHOPPERS, Integer.MAX_VALUE)) {
      awaitAcks(shoppers, "node1");

      cluster.killServer("node1");
      awaitMoreAcks(shoppers);
      note("kill -9 of the postmaster", shoppers);

      String leader = cluster.nameOf(last(shoppers).port());
      String next = leader.equals("node2") ? "node3" : "node2";
      CommandResult moved =
          cluster.node(leader).switchover(next).toCompletableFuture().get(60, TimeUnit.SECONDS);
      assertThat(moved.outcome()).as(moved.text()).isEqualTo(Outcome.DONE);
      awaitAcks(shoppers, next);
      awaitMoreAcks(shoppers);
      shoppers.stop();
      note("and a switchover", shoppers);

      assertThat(lost(shoppers, next)).isEmpty();
      assertThat(lastAck(shoppers, leader)).isLessThan(firstAck(shoppers, next));
    }
  }

  @ParameterizedTest(name = "in a pool: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("hears nothing more from a primary that was replaced while its server goes on")
  void aFormerPrimaryIsLeft(boolean pooled) throws Exception {
    try (LeaderDataSource source = cluster.dataSource().build();
        HikariDataSource pool = pool(source);
        Shoppers shoppers =
            pooled
                ? new Shoppers(pool, SHOPPERS, 1)
                : new Shoppers(source, SHOPPERS, Integer.MAX_VALUE);
        Connection past = cluster.connect("node1");
        Statement stray = past.createStatement()) {
      awaitAcks(shoppers, "node1");
      CompletableFuture<Long> elected = electionOfAnother("node1");

      cluster.freeze("node1");

      long electedAt = elected.get(30, TimeUnit.SECONDS);
      await()
          .atMost(ThreeNodes.SOON)
          .until(
              () ->
                  shoppers.acks().size() - shoppers.acksOf(cluster.port("node1")).size() > ENOUGH);
      // The former primary would still take writes: that none arrives there is the point.
      stray.execute("INSERT INTO orders VALUES (-1)");
      shoppers.stop();
      note("a frozen agent, its lease taken away, pooled " + pooled, shoppers);

      String next = cluster.nameOf(last(shoppers).port());
      assertThat(next).isNotEqualTo("node1");
      assertThat(lastAck(shoppers, "node1")).isLessThan(electedAt);
      assertThat(lastAck(shoppers, "node1")).isLessThan(firstAck(shoppers, next));
      Set<Long> lost = lost(shoppers, next);
      System.out.printf("figure: lost with the frozen primary: %d writes%n", lost.size());
      assertThat(acksOf(shoppers, "node1", lost)).allMatch(ack -> ack.at() < electedAt);
    }
  }

  @Test
  @DisplayName("leaves a primary that may have been replaced when it cannot know")
  void whoeverIsCutOffStops() throws Exception {
    Duration silence = Duration.ofSeconds(3);
    try (LeaderDataSource source =
            cluster.dataSource().every(Duration.ofMillis(500)).silence(silence).build();
        Connection probe = source.getConnection();
        Shoppers shoppers = new Shoppers(source, SHOPPERS, Integer.MAX_VALUE)) {
      awaitAcks(shoppers, "node1");
      CompletableFuture<Long> elected = electionOfAnother("node1");

      cluster.store().cut(NodeName.of("datasource"), true);
      long cutAt = System.nanoTime();
      cluster.freeze("node1");
      elected.get(30, TimeUnit.SECONDS);
      await().atMost(ThreeNodes.SOON).until(() -> !probe.isValid(5));
      cluster.store().cut(NodeName.of("datasource"), false);
      await()
          .atMost(ThreeNodes.SOON)
          .until(() -> shoppers.acks().size() > shoppers.acksOf(cluster.port("node1")).size());
      shoppers.stop();

      long leftAfter = lastAck(shoppers, "node1") - cutAt;
      // Its server would have gone on for ten seconds more.
      assertThat(Duration.ofNanos(leftAfter)).isLessThan(silence.plusSeconds(3));
      System.out.printf(
          "figure: data source, cut off with a frozen primary: left it after %d ms of %d%n",
          Duration.ofNanos(leftAfter).toMillis(), silence.toMillis());
    }
  }

  private static HikariDataSource pool(LeaderDataSource source) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(SHOPPERS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private CompletableFuture<Long> electionOfAnother(String former) {
    CompletableFuture<Long> elected = new CompletableFuture<>();
    Runnable look =
        () ->
            cluster
                .store()
                .leader()
                .filter(name -> !name.equals(NodeName.of(former)))
                .ifPresent(name -> elected.complete(System.nanoTime()));
    ClusterStore witness =
        cluster.connection().cluster(new ClusterId("service", "orders"), NodeName.of("witness"));
    WatchHandle watch = witness.watch(look::run);
    elected.whenComplete((at, failure) -> watch.close());
    return elected;
  }

  private void awaitAcks(Shoppers shoppers, String server) {
    await()
        .atMost(ThreeNodes.SOON)
        .until(() -> shoppers.acksOf(cluster.port(server)).size() > ENOUGH);
  }

  private static void awaitMoreAcks(Shoppers shoppers) {
    int before = shoppers.acks().size();
    await().atMost(ThreeNodes.SOON).until(() -> shoppers.acks().size() > before + ENOUGH);
  }

  private static Shoppers.Ack last(Shoppers shoppers) {
    List<Shoppers.Ack> acks = shoppers.acks();
    return acks.get(acks.size() - 1);
  }

  private long lastAck(Shoppers shoppers, String server) {
    return shoppers.acksOf(cluster.port(server)).stream()
        .mapToLong(Shoppers.Ack::at)
        .max()
        .orElseThrow();
  }

  private long firstAck(Shoppers shoppers, String server) {
    return shoppers.acksOf(cluster.port(server)).stream()
        .mapToLong(Shoppers.Ack::at)
        .min()
        .orElseThrow();
  }

  /** What was acknowledged, and is not on that server. */
  private Set<Long> lost(Shoppers shoppers, String server) throws SQLException {
    Set<Long> lost = new TreeSet<>();
    shoppers.acks().forEach(ack -> lost.add(ack.id()));
    lost.removeAll(new HashSet<>(cluster.ids(server)));
    return lost;
  }

  private List<Shoppers.Ack> acksOf(Shoppers shoppers, String server, Set<Long> ids) {
    assertThat(shoppers.acks().stream().filter(ack -> ids.contains(ack.id())))
        .allMatch(ack -> ack.port() == cluster.port(server));
    return shoppers.acks().stream().filter(ack -> ids.contains(ack.id())).toList();
  }

  private static void note(String what, Shoppers shoppers) {
    System.out.printf(
        "figure: data source, %s: %d acknowledged, longest gap %d ms, errors %s%n",
        what, shoppers.acks().size(), shoppers.longestGap().toMillis(), shoppers.errors());
  }
}
