package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in the store byte by byte, and what is read from what another member wrote. */
class WireKeysTest {
  private static OneServer server;
  private ZooKeeperStore store;

  @BeforeAll
  static void startServer() throws Exception {
    server = new OneServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void openStore() throws Exception {
    store = Given.store("batman", "pg9", List.of(server.address()));
    if (server.exists("/service")) {
      ZKUtil.deleteRecursive(server.outside(), "/service");
    }
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void every_key_has_the_name_the_value_and_the_lifetime_of_the_contract() throws Exception {
    store.put(new StoreDocument.Initialize(""), Expected.ABSENT, call());
    store.put(new StoreDocument.Config("{\"ttl\":30}"), Expected.ANY, call());
    store.put(new StoreDocument.History("[]"), Expected.ANY, call());
    store.announce(member("pg9", 83886176), call());
    LeaseResult.Held held = held(store.acquire(claim("pg9"), call()));
    LeaderBeacon beacon = new LeaderBeacon(83886176, Map.of("pg9", 83886176L), List.of("pg1"));
    held(store.renew(held.token(), beacon, call()));

    Map<String, String> keys = new TreeMap<>();
    collect("/service", keys);

    assertThat(keys)
        .containsExactly(
            Map.entry("/service", ""),
            Map.entry("/service/batman", ""),
            Map.entry("/service/batman/config", "{\"ttl\":30}"),
            Map.entry("/service/batman/history", "[]"),
            Map.entry("/service/batman/initialize", ""),
            Map.entry("/service/batman/leader", "pg9 (ephemeral)"),
            Map.entry("/service/batman/members", ""),
            Map.entry(
                "/service/batman/members/pg9",
                "{\"conn_url\":\"postgres://127.0.0.1:5432/postgres\","
                    + "\"api_url\":\"http://127.0.0.1:8008/patroni\",\"state\":\"running\","
                    + "\"role\":\"replica\",\"version\":\"4.1.4\",\"xlog_location\":83886176,"
                    + "\"timeline\":1} (ephemeral)"),
            Map.entry(
                "/service/batman/status",
                "{\"optime\":83886176,\"slots\":{\"pg9\":83886176},\"retain_slots\":[\"pg1\"]}"));
  }

  @Test
  void the_leader_key_and_the_member_record_belong_to_different_sessions() throws Exception {
    store.announce(member("pg9", 1), call());
    held(store.acquire(claim("pg9"), call()));

    assertThat(server.stat("/service/batman/leader").getEphemeralOwner())
        .isNotEqualTo(server.stat("/service/batman/members/pg9").getEphemeralOwner());
  }

  @Test
  void a_cluster_that_the_ancestor_wrote_is_read_completely() throws Exception {
    for (var entry : recording().entrySet()) {
      server.write(entry.getKey(), entry.getValue());
    }

    ClusterView view = store.read(call());

    assertThat(view.leader().orElseThrow().holder()).isEqualTo(NodeName.of("pg0"));
    assertThat(view.leader().orElseThrow().heldByThisSession()).isFalse();
    assertThat(view.members().keySet().stream().map(NodeName::value))
        .containsExactly("pg0", "pg1", "pg2");
    MemberRecord primary = view.member(NodeName.of("pg0")).orElseThrow();
    assertThat(primary.role()).isEqualTo(Role.PRIMARY);
    assertThat(primary.connUrl()).isEqualTo("postgres://127.0.0.1:5500/postgres");
    assertThat(primary.position()).hasValue(83886176);
    MemberRecord replica = view.member(NodeName.of("pg2")).orElseThrow();
    assertThat(replica.replicationState()).contains("streaming");
    assertThat(view.initialize()).contains(new Versioned("7711175201247043657", "0"));
    assertThat(view.config().orElseThrow().value())
        .startsWith("{\"ttl\":20,\"loop_wait\":2,\"retry_timeout\":5,");
    assertThat(view.status().position()).isEqualTo(83886176);
    assertThat(view.status().retainSlots()).containsExactly("pg0", "pg1", "pg2");
    assertThat(view.failover()).isEmpty();
    assertThat(view.sync()).isEmpty();
    assertThat(view.failsafe()).isEmpty();
  }

  @Test
  void failover_sync_and_failsafe_are_read_with_their_versions() throws Exception {
    server.write("/service/batman/failover", "{\"leader\":\"pg0\"}");
    server.write("/service/batman/failover", "{}");
    server.write("/service/batman/sync", "{\"leader\":\"pg0\"}");
    server.write("/service/batman/failsafe", "{\"pg0\":\"http://127.0.0.1:8500/patroni\"}");
    server.write("/service/batman/unknown", "junk");

    ClusterView view = store.read(call());

    assertThat(view.failover()).contains(new Versioned("{}", "1"));
    assertThat(view.sync()).contains(new Versioned("{\"leader\":\"pg0\"}", "0"));
    assertThat(view.failsafe()).contains("{\"pg0\":\"http://127.0.0.1:8500/patroni\"}");
  }

  @Test
  void an_empty_store_makes_an_empty_view() throws Exception {
    ClusterView view = store.read(call());

    assertThat(view).isEqualTo(ClusterView.empty(view.sentAt()));
  }

  @Test
  void an_empty_leader_key_is_nobodys_and_an_unreadable_member_is_still_listed() throws Exception {
    server.write("/service/batman/leader", "");
    server.write("/service/batman/members/odd", "not json");

    ClusterView view = store.read(call());

    assertThat(view.leader()).isEmpty();
    assertThat(view.members()).containsOnlyKeys(NodeName.of("odd"));
  }

  @Test
  void the_older_position_key_counts_only_without_a_status() throws Exception {
    server.write("/service/batman/optime/leader", "4711");
    long before = store.read(call()).status().position();
    server.write("/service/batman/status", "{\"optime\":4712}");
    long after = store.read(call()).status().position();

    assertThat(List.of(before, after)).containsExactly(4711L, 4712L);
  }

  private static void collect(String path, Map<String, String> keys) throws Exception {
    Stat stat = server.stat(path);
    keys.put(path, server.text(path) + (stat.getEphemeralOwner() == 0 ? "" : " (ephemeral)"));
    for (String child : server.outside().getChildren(path, false)) {
      collect(path + "/" + child, keys);
    }
  }

  /** Lines of keys and values in turn, after a comment. */
  private static Map<String, String> recording() throws Exception {
    try (var in = WireKeysTest.class.getResourceAsStream("/recorded-cluster.txt")) {
      List<String> lines =
          Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
              .filter(line -> !line.startsWith("#"))
              .toList();
      Map<String, String> keys = new TreeMap<>();
      for (int i = 0; i < lines.size(); i += 2) {
        keys.put(lines.get(i), lines.get(i + 1));
      }
      return keys;
    }
  }
}
