package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.testkit.tck.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clusters on one connection. */
class SharedConnectionTest {
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY;
  private static final List<String> THREE = List.of("x", "y", "z");

  private OneServer server;
  private Link link;
  private ZooKeeperConnection connection;
  private final Map<String, ClusterStore> stores = new LinkedHashMap<>();
  private final Map<String, LeaseResult.Held> leases = new LinkedHashMap<>();

  @BeforeEach
  void connect() throws Exception {
    server = new OneServer();
    link = new Link(server.port());
    connection = Given.connection(List.of(link.address()));
  }

  @AfterEach
  void stop() throws Exception {
    link.heal();
    connection.close();
    link.close();
    server.stop();
  }

  @Test
  void all_leases_are_in_one_session_and_all_members_in_another() throws Exception {
    claimAll(THREE);
    for (String scope : THREE) {
      stores.get(scope).announce(member("a", 1), call());
    }

    assertThat(THREE.stream().map(scope -> owner(scope, "leader")).distinct()).hasSize(1);
    assertThat(THREE.stream().map(scope -> owner(scope, "members/a")).distinct()).hasSize(1);
    assertThat(owner("x", "leader")).isNotEqualTo(owner("x", "members/a"));
  }

  @Test
  void who_stops_renewing_loses_only_the_own_key_and_not_before_the_guarantee() throws Exception {
    claimAll(THREE);
    LeaseResult.Held silent = leases.remove("y");
    MonoTime validUntil = silent.countedFrom().plus(silent.guarantee());

    renewUntil(() -> !server.exists(path("y", "leader")));

    assertThat(Given.TICKER.now()).isGreaterThan(validUntil);
    assertThat(stores.get("y").renew(silent.token(), BEACON, call()))
        .isInstanceOf(LeaseResult.Lost.class);
    for (String scope : List.of("x", "z")) {
      assertThat(term(scope)).isEqualTo(leases.get(scope).token().term().value());
    }
  }

  @Test
  void a_lease_that_has_expired_comes_back_only_under_a_higher_term() throws Exception {
    claimAll(THREE);
    LeaseResult.Held silent = leases.remove("y");
    ClusterStore y = stores.get("y");
    renewUntil(() -> !server.exists(path("y", "leader")));

    LeaseResult.Held again = held(eventually(() -> y.acquire(claim("a"), call())));

    assertThat(again.token().term()).isGreaterThan(silent.token().term());
    assertThat(y.renew(silent.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);
    assertThat(term("y")).isEqualTo(again.token().term().value());
  }

  @Test
  void an_expired_lease_whose_key_still_stands_is_replaced_and_not_revived() throws Exception {
    Duration ttl = Duration.ofSeconds(4);
    takeKey("x", ttl);
    takeKey("y", ttl);
    LeaseResult.Held silent = leases.remove("y");
    MonoTime freezeAt = Given.TICKER.now().plus(ttl.minus(Duration.ofMillis(300)));
    renewUntil(() -> Given.TICKER.now().hasReached(freezeAt));
    ClusterStore y = stores.get("y");
    link.freeze();
    await().atMost(ttl).until(() -> isLost(y, silent));
    assertThat(term("y")).isEqualTo(silent.token().term().value());

    CompletableFuture<LeaseResult> claim =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return y.acquire(claim("a"), call(Duration.ofSeconds(5), ttl));
              } catch (StoreException e) {
                throw new IllegalStateException(e);
              }
            });
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    link.heal();

    LeaseResult.Held again = held(claim.get(10, TimeUnit.SECONDS));
    assertThat(again.token().term()).isGreaterThan(silent.token().term());
    assertThat(owner("y", "leader")).isEqualTo(owner("x", "leader"));
    renewAll();
    held(y.renew(again.token(), BEACON, call()));
  }

  @Test
  void a_key_that_an_administrator_deletes_is_lost_and_no_other() throws Exception {
    claimAll(THREE);
    renewAll();
    server.outside().delete(path("y", "leader"), -1);
    LeaseResult.Held gone = leases.remove("y");

    // Only a proof from before the deletion may still serve, and not for long.
    await()
        .atMost(Given.TTL)
        .until(
            () -> stores.get("y").renew(gone.token(), BEACON, call()) instanceof LeaseResult.Lost);

    renewAll();
    LeaseResult.Held again = held(stores.get("y").acquire(claim("a"), call()));
    assertThat(again.token().term()).isGreaterThan(gone.token().term());
    assertThat(owner("y", "leader")).isEqualTo(owner("x", "leader"));
  }

  @Test
  void a_key_that_somebody_writes_into_is_still_held() throws Exception {
    claimAll(THREE);
    server.outside().setData(path("y", "leader"), "a".getBytes(), -1);

    renewAll();
    renewAll();
  }

  @Test
  void the_end_of_the_session_loses_all_leases() throws Exception {
    claimAll(THREE);
    link.cut();
    await()
        .atMost(Given.TTL.multipliedBy(3))
        .until(() -> THREE.stream().noneMatch(scope -> server.exists(path(scope, "leader"))));
    link.heal();

    for (String scope : THREE) {
      LeaseResult.Held lease = leases.get(scope);
      assertThat(eventually(() -> stores.get(scope).renew(lease.token(), BEACON, call())))
          .isInstanceOf(LeaseResult.Lost.class);
      LeaseResult.Held again =
          held(eventually(() -> stores.get(scope).acquire(claim("a"), call())));
      assertThat(again.token().term()).isGreaterThan(lease.token().term());
    }
  }

  @Test
  void a_short_cut_loses_none() throws Exception {
    Duration ttl = Duration.ofSeconds(4);
    for (String scope : THREE) {
      takeKey(scope, ttl);
    }
    renewAll();
    link.cut();
    for (String scope : THREE) {
      await().atMost(Duration.ofSeconds(2)).until(() -> isUnreachable(scope));
    }
    link.heal();

    for (String scope : THREE) {
      LeaseResult.Held before = leases.get(scope);
      LeaseResult.Held after =
          held(eventually(() -> stores.get(scope).renew(before.token(), BEACON, call())));
      assertThat(after.token()).isEqualTo(before.token());
      assertThat(term(scope)).isEqualTo(before.token().term().value());
    }
  }

  @Test
  void a_hundred_leases_are_renewed_with_a_few_requests() throws Exception {
    List<String> scopes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      scopes.add("s" + i);
    }
    claimAll(scopes);
    renewAll();
    AtomicInteger rounds = new AtomicInteger();
    long before = server.received();
    MonoTime start = Given.TICKER.now();

    renewUntil(() -> rounds.incrementAndGet() > 10);

    long beats = Given.since(start).dividedBy(new Rhythm(Given.TICK).beatShared()) + 1;
    // Two sessions' pings and the question itself come on top.
    long pings = 2 * (Given.since(start).dividedBy(Given.TTL.dividedBy(6)) + 1);
    assertThat(server.received() - before).isLessThanOrEqualTo(beats + pings + 1);
    assertThat(scopes)
        .allSatisfy(scope -> assertThat(server.exists(path(scope, "leader"))).isTrue());
  }

  @Test
  void closing_one_store_takes_its_keys_away_and_leaves_the_others() throws Exception {
    claimAll(THREE);
    AtomicInteger hints = new AtomicInteger();
    for (String scope : THREE) {
      stores.get(scope).announce(member("a", 1), call());
      stores.get(scope).watch(hints::incrementAndGet);
    }
    ClusterStore y = stores.get("y");

    y.close();
    y.close();

    assertThat(server.exists(path("y", "leader"))).isFalse();
    assertThat(server.exists(path("y", "members/a"))).isFalse();
    leases.remove("y");
    renewAll();
    assertThat(server.exists(path("x", "members/a"))).isTrue();
    assertThatThrownBy(() -> y.read(call())).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> y.announce(member("a", 1), call()))
        .isInstanceOf(StoreUnavailableException.class);
    hints.set(0);
    server.write(path("y", "config"), "{}");
    server.write(path("x", "config"), "{}");
    await().atMost(Duration.ofSeconds(5)).until(() -> hints.get() > 0);
    assertThat(hints).hasValue(1);
  }

  @Test
  void releasing_one_lease_leaves_the_others_and_the_session() throws Exception {
    claimAll(THREE);
    long session = owner("x", "leader");

    assertThat(stores.get("y").release(leases.remove("y").token(), BEACON, call()))
        .isEqualTo(WriteResult.APPLIED);

    assertThat(server.exists(path("y", "leader"))).isFalse();
    renewAll();
    takeKey("y", Given.TTL);
    assertThat(owner("y", "leader")).isEqualTo(session);
  }

  @Test
  void two_nodes_of_one_cluster_are_strangers_even_here() throws Exception {
    takeKey("x", Given.TTL);
    ClusterStore other = connection.cluster(new ClusterId("service", "x"), NodeName.of("b"));

    assertThat(other.acquire(claim("b"), call()))
        .isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(other.read(call()).leader().orElseThrow().heldByThisSession()).isFalse();

    stores.get("x").close();

    LeaseResult.Held held = held(other.acquire(claim("b"), call()));
    assertThat(held.token().term()).isGreaterThan(leases.get("x").token().term());
  }

  @Test
  void members_of_different_ttls_do_not_disturb_each_other() throws Exception {
    ClusterStore x = store("x");
    ClusterStore y = store("y");
    x.announce(member("a", 1), call());
    long session = owner("x", "members/a");

    y.announce(member("a", 1), call(Duration.ofSeconds(5), Given.TTL.multipliedBy(2)));
    x.announce(member("a", 2), call());

    assertThat(owner("y", "members/a")).isNotEqualTo(session);
    assertThat(owner("x", "members/a")).isEqualTo(session);
    x.announce(member("a", 3), call(Duration.ofSeconds(5), Given.TTL.multipliedBy(2)));
    assertThat(owner("x", "members/a")).isEqualTo(owner("y", "members/a"));
    assertThat(x.read(call()).members()).hasSize(1);
  }

  @Test
  void what_is_held_when_the_connection_is_closed_stays_until_it_is_released_or_silent()
      throws Exception {
    claimAll(THREE);
    stores.get("z").close();

    connection.close();

    assertThatThrownBy(() -> renewAll()).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> stores.get("x").acquire(claim("a"), call()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(List.of(owner("x", "leader"), owner("y", "leader"))).doesNotContain(0L);
    assertThat(stores.get("x").release(leases.get("x").token(), BEACON, call()))
        .isEqualTo(WriteResult.APPLIED);
    assertThat(isThere("x")).isFalse();

    await().atMost(Duration.ofSeconds(10)).until(() -> !isThere("y"));

    assertThat(Given.since(leases.get("y").countedFrom()))
        .isGreaterThanOrEqualTo(leases.get("y").guarantee());
  }

  private boolean isThere(String scope) throws Exception {
    return server.stat(path(scope, "leader")) != null;
  }

  @Test
  void a_connection_whose_server_hangs_is_closed_in_bounded_time() throws Exception {
    claimAll(THREE);
    ClusterStore x = stores.get("x");
    link.freeze();
    MonoTime start = Given.TICKER.now();

    x.close();
    connection.close();
    connection.close();

    assertThat(Given.since(start)).isLessThan(Duration.ofSeconds(15));
    assertThatThrownBy(() -> stores.get("y").read(call()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store("new")).isInstanceOf(IllegalStateException.class);
  }

  private ClusterStore store(String scope) {
    return stores.computeIfAbsent(
        scope, s -> connection.cluster(new ClusterId("service", s), NodeName.of("a")));
  }

  private void claimAll(List<String> scopes) throws StoreException {
    for (String scope : scopes) {
      takeKey(scope, Given.TTL);
    }
  }

  private void takeKey(String scope, Duration ttl) throws StoreException {
    leases.put(scope, held(store(scope).acquire(claim("a"), call(Duration.ofSeconds(5), ttl))));
  }

  private void renewAll() throws StoreException {
    for (String scope : leases.keySet()) {
      leases.put(scope, held(stores.get(scope).renew(leases.get(scope).token(), BEACON, call())));
    }
  }

  private static boolean isLost(ClusterStore store, LeaseResult.Held lease) {
    try {
      return store.renew(lease.token(), BEACON, call(Duration.ofMillis(20)))
          instanceof LeaseResult.Lost;
    } catch (StoreException unknown) {
      return false;
    }
  }

  private boolean isUnreachable(String scope) {
    try {
      stores.get(scope).renew(leases.get(scope).token(), BEACON, call(Duration.ofMillis(200)));
      return false;
    } catch (StoreException unreachable) {
      return true;
    }
  }

  /** Renews in the usual rhythm until the condition holds. */
  private void renewUntil(Callable<Boolean> condition) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Given.TICK)
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              renewAll();
              return condition.call();
            });
  }

  private static <T> T eventually(Callable<T> attempt) {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptionsInstanceOf(StoreException.class)
        .until(attempt, result -> result != null);
  }

  private static String path(String scope, String key) {
    return "/service/" + scope + "/" + key;
  }

  private long owner(String scope, String key) {
    try {
      return server.stat(path(scope, key)).getEphemeralOwner();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long term(String scope) throws Exception {
    return server.stat(path(scope, "leader")).getCzxid();
  }
}
