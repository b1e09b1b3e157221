package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.LeaseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What versions and sessions tell of the leader key; the rules of leases are the kit's business.
 */
class LeaderKeyTest {
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
  void the_term_is_the_transaction_that_made_the_leader_key() throws Exception {
    LeaseResult.Held held = held(store("a").acquire(claim("a"), call()));

    assertThat(held.token().term().value()).isEqualTo(server.stat(leaderKey).getCzxid());
  }

  @Test
  void a_position_is_published_once() throws Exception {
    LeaderBeacon beacon = LeaderBeacon.EMPTY.withPosition(4711);
    ZooKeeperStore a = store("a");
    LeaseResult.Held held = held(a.acquire(claim("a"), call()));

    held(a.renew(held.token(), beacon, call()));
    held(a.renew(held.token(), beacon, call()));

    assertThat(server.text("/service/" + scope + "/status")).isEqualTo("{\"optime\":4711}");
    assertThat(server.stat("/service/" + scope + "/status").getVersion()).isZero();
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
              LeaseResult.Held again = held(a.renew(held.token(), LeaderBeacon.EMPTY, call()));
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
