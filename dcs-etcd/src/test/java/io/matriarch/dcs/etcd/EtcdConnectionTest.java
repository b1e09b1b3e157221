package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.claim;
import static io.matriarch.dcs.etcd.Given.held;
import static io.matriarch.dcs.etcd.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WriteResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clusters on one connection. */
@NeedsEtcd
class EtcdConnectionTest {
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY;
  private static final List<String> THREE = List.of("x", "y", "z");
  private static EtcdServer server;

  private final Map<String, ClusterStore> stores = new LinkedHashMap<>();
  private final Map<String, LeaseResult.Held> leases = new LinkedHashMap<>();
  private EtcdConnection connection;

  @BeforeAll
  static void startServer() throws Exception {
    server = EtcdServer.alone();
  }

  @AfterAll
  static void stopServer() {
    server.stop();
  }

  @BeforeEach
  void connect() {
    connection = Given.connection(List.of(server.address()));
  }

  @AfterEach
  void close() throws Exception {
    stores.values().forEach(ClusterStore::close);
    connection.close();
  }

  @Test
  void who_stops_renewing_loses_only_the_own_key() throws Exception {
    claimAll();
    LeaseResult.Held silent = leases.remove("y");

    await()
        .atMost(Given.TTL.multipliedBy(3))
        .until(
            () -> {
              renewAll();
              return !isThere("y");
            });

    assertThat(stores.get("y").renew(silent.token(), BEACON, call()))
        .isInstanceOf(LeaseResult.Lost.class);
  }

  @Test
  void closing_one_store_takes_its_keys_away_and_leaves_the_others() throws Exception {
    claimAll();
    AtomicInteger hints = new AtomicInteger();
    for (String scope : THREE) {
      stores.get(scope).announce(member("a", 1), call());
      stores.get(scope).watch(hints::incrementAndGet);
    }
    await().until(() -> hints.get() == THREE.size());
    ClusterStore y = stores.get("y");

    y.close();
    y.close();

    assertThat(isThere("y")).isFalse();
    assertThat(server.exists(path("y", "members/a"))).isFalse();
    leases.remove("y");
    renewAll();
    assertThat(server.exists(path("x", "members/a"))).isTrue();
    assertThatThrownBy(() -> y.read(call())).isInstanceOf(StoreUnavailableException.class);
    hints.set(0);
    server.write(path("y", "config"), "{}");
    server.write(path("x", "config"), "{}");
    await().until(() -> hints.get() > 0);
    assertThat(hints).hasValue(1);
  }

  @Test
  void two_nodes_of_one_cluster_are_strangers_even_here() throws Exception {
    takeKey("x");
    ClusterStore other = connection.cluster(new ClusterId("service", "x"), NodeName.of("b"));

    assertThat(other.acquire(claim("b"), call()))
        .isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(other.read(call()).leader().orElseThrow().heldByThisSession()).isFalse();

    stores.get("x").close();

    held(other.acquire(claim("b"), call()));
    other.close();
  }

  @Test
  void what_is_held_when_the_connection_is_closed_stays_until_it_is_released_or_silent()
      throws Exception {
    claimAll();
    stores.get("x").announce(member("a", 1), call());
    stores.get("z").close();

    connection.close();
    connection.close();

    assertThatThrownBy(this::renewAll).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> stores.get("x").acquire(claim("a"), call()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> connection.store(new ClusterId("service", "new")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(server.exists(path("x", "members/a"))).isFalse();
    assertThat(List.of(isThere("x"), isThere("y"), isThere("z")))
        .containsExactly(true, true, false);
    assertThat(stores.get("x").release(leases.get("x").token(), BEACON, call()))
        .isEqualTo(WriteResult.APPLIED);
    assertThat(isThere("x")).isFalse();

    await().atMost(Given.TTL.multipliedBy(3)).until(() -> !isThere("y"));

    assertThat(Given.since(leases.get("y").countedFrom()))
        .isGreaterThanOrEqualTo(leases.get("y").guarantee());
  }

  private void claimAll() throws StoreException {
    for (String scope : THREE) {
      takeKey(scope);
    }
  }

  private void takeKey(String scope) throws StoreException {
    ClusterStore store =
        stores.computeIfAbsent(
            scope, s -> connection.cluster(new ClusterId("service", s), NodeName.of("a")));
    leases.put(scope, held(store.acquire(claim("a"), call())));
  }

  private void renewAll() throws StoreException {
    for (String scope : leases.keySet()) {
      leases.put(scope, held(stores.get(scope).renew(leases.get(scope).token(), BEACON, call())));
    }
  }

  private static boolean isThere(String scope) {
    return server.exists(path(scope, "leader"));
  }

  private static String path(String scope, String key) {
    return "/service/" + scope + "/" + key;
  }
}
