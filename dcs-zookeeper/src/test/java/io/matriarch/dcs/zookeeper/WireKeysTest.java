package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    store.put(
        new StoreDocument.Failover("{\"leader\":\"pg9\",\"member\":\"pg1\"}"),
        Expected.ANY,
        call());
    store.announce(member("pg9", 83886176), call());
    LeaseResult.Held held = held(store.acquire(claim("pg9"), call()));
    LeaderBeacon beacon =
        new LeaderBeacon(83886176, Map.of("pg9", 83886176L), List.of("pg1"))
            .withFailsafe(
                Optional.of(
                    new TreeMap<>(Map.of(NodeName.of("pg9"), "http://127.0.0.1:8008/patroni"))));
    held(store.renew(held.token(), beacon, call()));

    Map<String, String> keys = new TreeMap<>();
    collect("/service", keys);

    assertThat(keys)
        .containsExactly(
            Map.entry("/service", ""),
            Map.entry("/service/batman", ""),
            Map.entry("/service/batman/config", "{\"ttl\":30}"),
            Map.entry("/service/batman/failover", "{\"leader\":\"pg9\",\"member\":\"pg1\"}"),
            Map.entry("/service/batman/failsafe", "{\"pg9\":\"http://127.0.0.1:8008/patroni\"}"),
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

  private static void collect(String path, Map<String, String> keys) throws Exception {
    Stat stat = server.stat(path);
    keys.put(path, server.text(path) + (stat.getEphemeralOwner() == 0 ? "" : " (ephemeral)"));
    for (String child : server.outside().getChildren(path, false)) {
      collect(path + "/" + child, keys);
    }
  }
}
