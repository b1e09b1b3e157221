package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class LeaderLeaseTest {
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY.withPosition(4711);
  private static OneServer server;

  private final List<ZooKeeperStore> opened = new ArrayList<>();
  private String scope;
  private String leaderKey;

  @BeforeAll
  static void startServer() throws Exception {
    server = new OneServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void ownCluster(TestInfo test) {
    scope = test.getTestMethod().orElseThrow().getName();
    leaderKey = "/service/" + scope + "/leader";
  }

  @AfterEach
  void closeStores() {
    opened.forEach(ZooKeeperStore::close);
  }

  @Test
  void the_first_to_claim_holds_the_key_and_the_second_is_told_by_whom() throws Exception {
    ZooKeeperStore a = store("a");
    ZooKeeperStore b = store("b");
    MonoTime before = Given.TICKER.now();

    LeaseResult.Held first = held(a.acquire(claim("a"), call()));
    LeaseResult second = b.acquire(claim("b"), call());

    assertThat(second).isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(first.countedFrom()).isBetween(before, Given.TICKER.now());
    assertThat(first.guarantee()).isEqualTo(Given.TTL);
    assertThat(first.token().term().value()).isEqualTo(server.stat(leaderKey).getCzxid());
  }

  @Test
  void a_renewal_publishes_the_beacon_once_and_moves_validity_on() throws Exception {
    ZooKeeperStore a = store("a");
    LeaseResult.Held first = held(a.acquire(claim("a"), call()));

    held(a.renew(first.token(), BEACON, call()));
    held(a.renew(first.token(), BEACON, call()));
    await()
        .atMost(Duration.ofSeconds(3))
        .until(
            () ->
                held(a.renew(first.token(), BEACON, call()))
                    .countedFrom()
                    .isAfter(first.countedFrom()));

    assertThat(server.text("/service/" + scope + "/status")).isEqualTo("{\"optime\":4711}");
    assertThat(server.stat("/service/" + scope + "/status").getVersion()).isZero();
  }

  @Test
  void release_publishes_the_last_beacon_and_leaves_the_member_record() throws Exception {
    ZooKeeperStore a = store("a");
    a.announce(member("a", 1), call());
    LeaseResult.Held held = held(a.acquire(claim("a"), call()));

    assertThat(a.release(held.token(), BEACON, call())).isEqualTo(WriteResult.APPLIED);

    assertThat(server.exists(leaderKey)).isFalse();
    assertThat(server.text("/service/" + scope + "/status")).isEqualTo("{\"optime\":4711}");
    assertThat(server.exists("/service/" + scope + "/members/a")).isTrue();
    assertThat(a.release(held.token(), BEACON, call())).isEqualTo(WriteResult.CONFLICT);
    assertThat(a.renew(held.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);
  }

  @Test
  void who_stops_renewing_loses_the_key_and_keeps_the_member_record() throws Exception {
    ZooKeeperStore a = store("a");
    a.announce(member("a", 1), call());
    LeaseResult.Held held = held(a.acquire(claim("a"), call()));
    held = held(a.renew(held.token(), BEACON, call()));
    MonoTime validUntil = held.countedFrom().plus(held.guarantee());

    await().atMost(Given.TTL.multipliedBy(2)).until(() -> !server.exists(leaderKey));

    assertThat(Given.TICKER.now()).isGreaterThan(validUntil);
    assertThat(server.exists("/service/" + scope + "/members/a")).isTrue();
    assertThat(a.renew(held.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);
  }

  @Test
  void who_keeps_renewing_keeps_the_key_beyond_many_timeouts() throws Exception {
    ZooKeeperStore a = store("a");
    Duration ttl = Duration.ofMillis(600);
    LeaseResult.Held held = held(a.acquire(claim("a"), call(Duration.ofSeconds(5), ttl)));
    MonoTime start = Given.TICKER.now();

    await()
        .pollInterval(Given.TICK)
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              LeaseResult.Held again = held(a.renew(held.token(), BEACON, call()));
              assertThat(again.countedFrom().plus(again.guarantee()))
                  .isGreaterThan(Given.TICKER.now());
              return Given.since(start).compareTo(ttl.multipliedBy(4)) > 0;
            });

    assertThat(server.stat(leaderKey).getCzxid()).isEqualTo(held.token().term().value());
  }

  private ZooKeeperStore store(String node) {
    ZooKeeperStore store = Given.store(scope, node, List.of(server.address()));
    opened.add(store);
    return store;
  }
}
