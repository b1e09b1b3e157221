package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ClusterStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read asks only for what may have changed, and misses nothing that has. */
class KnownKeysTest {
  private static final Map<String, Function<ClusterView, Object>> SHOWN =
      Map.of(
          "leader", view -> view.leader().map(leader -> leader.holder().value()).orElse(""),
          "config", view -> view.config().map(Versioned::value).orElse(""),
          "initialize", view -> view.initialize().map(Versioned::value).orElse(""),
          "failover", view -> view.failover().map(Versioned::value).orElse(""),
          "history", view -> view.history().map(Versioned::value).orElse(""),
          "sync", view -> view.sync().map(Versioned::value).orElse(""),
          "failsafe", view -> view.failsafe().orElse(""));

  private static OneServer server;
  private static int clusters;

  private ZooKeeperConnection connection;
  private ClusterStore store;
  private String base;

  @BeforeAll
  static void startServer() throws Exception {
    server = new OneServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void connect() {
    connection = Given.connection(List.of(server.address()));
    base = "/service/known" + clusters++;
    store = store(base.substring("/service/".length()));
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"leader", "config", "initialize", "failover", "history", "sync", "failsafe"})
  void each_change_is_in_the_next_view(String key) throws Exception {
    assertThat(shown(key)).isEqualTo("");
    for (int round = 0; round < 3; round++) {
      server.write(base + "/" + key, "one");
      assertThat(shown(key)).isEqualTo("one");
      assertThat(shown(key)).isEqualTo("one");
      server.write(base + "/" + key, "two");
      assertThat(shown(key)).isEqualTo("two");
      server.outside().delete(base + "/" + key, -1);
      assertThat(shown(key)).isEqualTo("");
      server.write(base + "/" + key, "three");
      server.outside().delete(base + "/" + key, -1);
      server.write(base + "/" + key, "four");
      assertThat(shown(key)).isEqualTo("four");
      server.outside().delete(base + "/" + key, -1);
    }
  }

  @Test
  void positions_of_both_kinds_are_followed() throws Exception {
    server.write(base + "/optime/leader", "5");
    assertThat(store.read(call()).status().position()).isEqualTo(5);
    server.write(base + "/optime/leader", "6");
    assertThat(store.read(call()).status().position()).isEqualTo(6);
    server.write(base + "/status", "{\"optime\":7}");
    assertThat(store.read(call()).status().position()).isEqualTo(7);
    server.write(base + "/status", "{\"optime\":8}");
    assertThat(store.read(call()).status().position()).isEqualTo(8);
  }

  @Test
  void members_that_come_change_and_go_are_followed() throws Exception {
    ClusterStore other = Given.store(base.substring(9), "b", List.of(server.address()));
    assertThat(store.read(call()).members()).isEmpty();
    store.announce(member("a", 1), call());
    other.announce(member("b", 1), call());
    assertThat(store.read(call()).members()).hasSize(2);
    other.announce(member("b", 2), call());
    assertThat(store.read(call()).members().get(NodeName.of("b")))
        .isEqualTo(other.read(call()).members().get(NodeName.of("b")));

    other.close();

    assertThat(store.read(call()).members()).containsOnlyKeys(NodeName.of("a"));
  }

  @Test
  void a_cluster_that_is_removed_and_comes_again_is_followed() throws Exception {
    server.write(base + "/config", "one");
    assertThat(shown("config")).isEqualTo("one");
    server.outside().delete(base + "/config", -1);
    server.outside().delete(base, -1);
    assertThat(shown("config")).isEqualTo("");

    server.write(base + "/config", "two");

    assertThat(shown("config")).isEqualTo("two");
  }

  @Test
  void a_read_of_what_has_not_changed_is_one_request() throws Exception {
    server.write(base + "/config", "{}");
    store.announce(member("a", 1), call());
    store.read(call());
    long before = server.received();
    MonoTime start = Given.TICKER.now();

    for (int i = 0; i < 20; i++) {
      store.read(call());
    }

    long pings = Given.since(start).dividedBy(Given.TTL.dividedBy(6)) + 1;
    assertThat(server.received() - before).isLessThanOrEqualTo(20 + 2 * pings + 1);
  }

  @Test
  void many_clusters_in_which_nothing_happens_share_that_request() throws Exception {
    List<ClusterStore> stores = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      stores.add(store("idle" + i));
      stores.get(i).announce(member("a", 1), call());
      stores.get(i).read(call());
    }
    MonoTime quietSince = Given.TICKER.now();
    await().until(() -> Given.since(quietSince).compareTo(Duration.ofMillis(1100)) > 0);
    long before = server.received();
    MonoTime start = Given.TICKER.now();

    for (ClusterStore each : stores) {
      assertThat(each.read(call()).members()).hasSize(1);
    }

    long shared = Given.since(start).dividedBy(new Rhythm(Given.TICK).beatShared()) + 1;
    long pings = 2 * (Given.since(start).dividedBy(Given.TTL.dividedBy(6)) + 1);
    assertThat(server.received() - before).isLessThanOrEqualTo(shared + pings + 1);
  }

  private ClusterStore store(String scope) {
    return connection.cluster(new ClusterId("service", scope), NodeName.of("a"));
  }

  private Object shown(String key) throws Exception {
    return SHOWN.get(key).apply(store.read(call()));
  }
}
