package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static io.matriarch.testkit.tck.Trial.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K: what stands in the store byte by byte, and what is read from what Patroni wrote. */
interface WireKeyRules {

  @Test
  @DisplayName("K01 The leader key contains the holder's name and nothing else.")
  default void theLeaderKeyIsAName(Trial trial) throws Exception {
    trial.acquireLasting(trial.client("pg9"), "pg9");

    assertThat(trial.leader()).contains("pg9");
  }

  @Test
  @DisplayName("K02 The member's key contains the record as Patroni 4.1 writes it.")
  default void theMembersKeyIsItsRecord(Trial trial) throws Exception {
    trial.client("pg9").announce(member("pg9", 83886176), trial.lasting());

    assertThat(trial.member("pg9"))
        .contains(
            "{\"conn_url\":\"postgres://127.0.0.1:5432/postgres\","
                + "\"api_url\":\"http://127.0.0.1:8008/patroni\",\"state\":\"running\","
                + "\"role\":\"replica\",\"version\":\"4.1.4\",\"xlog_location\":83886176,"
                + "\"replay_lsn\":83886176,\"receive_lsn\":83886176,"
                + "\"replication_state\":\"streaming\",\"timeline\":1}");
  }

  @Test
  @DisplayName(
      "K03 The keys config, history, failover and initialize contain the text byte by byte.")
  default void documentsAreWrittenByteByByte(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    Map<String, StoreDocument> documents =
        Map.of(
            trial.keys().config(), new StoreDocument.Config("{\"ttl\":30,\"x\":\"ä\\n\"}"),
            trial.keys().history(), new StoreDocument.History("[[1,83886176,\"no recovery\"]]"),
            trial.keys().initialize(), new StoreDocument.Initialize("7711175201247043657"));
    for (var document : documents.entrySet()) {
      a.put(document.getValue(), Expected.ANY, trial.call());

      assertThat(trial.fixture().raw(document.getKey())).contains(document.getValue().text());
    }
    String request = "{\"leader\": \"a\"}";
    a.put(new StoreDocument.Failover(request), Expected.ANY, trial.call());

    assertThat(trial.fixture().raw(trial.keys().failover()))
        .contains(trial.has(Capability.WHOLE_DOCUMENTS) ? request : "{\"leader\":\"a\"}");
  }

  @Test
  @DisplayName("K04 The status key contains position, slots and retained slots.")
  default void theStatusKeyIsTheBeacon(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    LeaderBeacon beacon = new LeaderBeacon(83886176, Map.of("pg9", 83886176L), List.of("pg1"));

    held(a.renew(held.token(), beacon, trial.call()));
    Optional<String> renewed = trial.fixture().raw(trial.keys().status());
    a.release(held.token(), beacon.withPosition(83886177), trial.call());

    String rest = ",\"slots\":{\"pg9\":83886176},\"retain_slots\":[\"pg1\"]}";
    assertThat(renewed).contains("{\"optime\":83886176" + rest);
    assertThat(trial.fixture().raw(trial.keys().status())).contains("{\"optime\":83886177" + rest);
  }

  @Test
  @DisplayName("K05 The failsafe key contains names and addresses.")
  default void theFailsafeKeyIsTheTopology(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    LeaseResult.Held held = trial.acquireLasting(a, "a");
    Map<NodeName, String> members =
        Map.of(
            NodeName.of("pg1"), "http://127.0.0.1:8009/patroni",
            NodeName.of("pg0"), "http://127.0.0.1:8008/patroni");

    held(
        a.renew(
            held.token(),
            Trial.BEACON.withFailsafe(Optional.of(new TreeMap<>(members))),
            trial.call()));

    assertThat(trial.fixture().raw(trial.keys().failsafe()))
        .contains(
            "{\"pg0\":\"http://127.0.0.1:8008/patroni\","
                + "\"pg1\":\"http://127.0.0.1:8009/patroni\"}");
  }

  @Test
  @DisplayName("K06 A cluster that Patroni 4.1 wrote is read completely.")
  default void aRecordedClusterIsRead(Trial trial) throws Exception {
    for (var entry : RecordedCluster.keys().entrySet()) {
      trial.fixture().write(trial.keys().base() + entry.getKey(), entry.getValue());
    }

    ClusterView view = trial.view(trial.client("a"));

    assertThat(view.leader().orElseThrow().holder()).isEqualTo(NodeName.of("pg0"));
    assertThat(view.leader().orElseThrow().heldByThisSession()).isFalse();
    assertThat(view.members().keySet().stream().map(NodeName::value))
        .containsExactly("pg0", "pg1", "pg2");
    MemberRecord primary = view.member(NodeName.of("pg0")).orElseThrow();
    assertThat(primary.role()).isEqualTo(Role.PRIMARY);
    assertThat(primary.connUrl()).isEqualTo("postgres://127.0.0.1:5500/postgres");
    assertThat(primary.position()).hasValue(83886176);
    assertThat(view.member(NodeName.of("pg2")).orElseThrow().replicationState())
        .contains("streaming");
    assertThat(view.initialize().map(Versioned::value)).contains("7711175201247043657");
    assertThat(view.config().orElseThrow().value())
        .startsWith("{\"ttl\":20,\"loop_wait\":2,\"retry_timeout\":5,");
    assertThat(view.status().position()).isEqualTo(83886176);
    assertThat(view.status().retainSlots()).containsExactly("pg0", "pg1", "pg2");
    assertThat(view.failover()).isEmpty();
    assertThat(view.sync()).isEmpty();
    assertThat(view.failsafe()).isEmpty();
  }
}
