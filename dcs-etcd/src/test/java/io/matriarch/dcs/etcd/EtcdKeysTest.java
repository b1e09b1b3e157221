package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.claim;
import static io.matriarch.dcs.etcd.Given.held;
import static io.matriarch.dcs.etcd.Given.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.KeyValue;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What versions and leases tell of the keys. All else about them is the conformance kit's business.
 */
@NeedsEtcd
class EtcdKeysTest {
  private static EtcdServer server;
  private EtcdStore store;

  @BeforeAll
  static void startServer() throws Exception {
    server = EtcdServer.alone();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void openStore() throws Exception {
    store = Given.store("batman", "pg9", List.of(server.address()));
    store.removeCluster(call());
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
    server.below("/service/").forEach(one -> keys.put(Bytes.text(one.getKey()), shown(one)));

    assertThat(keys)
        .containsExactly(
            Map.entry("/service/batman/config", "{\"ttl\":30}"),
            Map.entry("/service/batman/failover", "{\"leader\":\"pg9\",\"member\":\"pg1\"}"),
            Map.entry("/service/batman/failsafe", "{\"pg9\":\"http://127.0.0.1:8008/patroni\"}"),
            Map.entry("/service/batman/history", "[]"),
            Map.entry("/service/batman/initialize", ""),
            Map.entry("/service/batman/leader", "pg9 (leased)"),
            Map.entry(
                "/service/batman/members/pg9",
                "{\"conn_url\":\"postgres://127.0.0.1:5432/postgres\","
                    + "\"api_url\":\"http://127.0.0.1:8008/patroni\",\"state\":\"running\","
                    + "\"role\":\"replica\",\"version\":\"4.1.4\",\"xlog_location\":83886176,"
                    + "\"timeline\":1} (leased)"),
            Map.entry(
                "/service/batman/status",
                "{\"optime\":83886176,\"slots\":{\"pg9\":83886176},\"retain_slots\":[\"pg1\"]}"));
  }

  @Test
  void the_leader_key_and_the_member_record_have_different_leases() throws Exception {
    store.announce(member("pg9", 1), call());
    held(store.acquire(claim("pg9"), call()));

    assertThat(server.key("/service/batman/leader").orElseThrow().getLease())
        .isNotEqualTo(server.key("/service/batman/members/pg9").orElseThrow().getLease());
  }

  @Test
  void the_term_is_the_revision_of_the_leader_key() throws Exception {
    LeaseResult.Held held = held(store.acquire(claim("pg9"), call()));

    assertThat(held.token().term().value())
        .isEqualTo(server.key("/service/batman/leader").orElseThrow().getModRevision());
  }

  @Test
  void a_position_is_published_once() throws Exception {
    LeaderBeacon beacon = LeaderBeacon.EMPTY.withPosition(4711);
    LeaseResult.Held held = held(store.acquire(claim("pg9"), call()));

    held(store.renew(held.token(), beacon, call()));
    held(store.renew(held.token(), beacon, call()));

    assertThat(server.text("/service/batman/status")).isEqualTo("{\"optime\":4711}");
    assertThat(server.key("/service/batman/status").orElseThrow().getVersion()).isEqualTo(1);
  }

  private static String shown(KeyValue one) {
    return Bytes.text(one.getValue()) + (one.getLease() == 0 ? "" : " (leased)");
  }
}
