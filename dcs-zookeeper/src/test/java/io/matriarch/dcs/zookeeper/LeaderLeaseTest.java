package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.adoption;
import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  void of_ten_contenders_one_wins_and_terms_strictly_rise() throws Exception {
    List<ZooKeeperStore> contenders = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      contenders.add(store("n" + i));
    }
    long lastTerm = 0;

    for (int round = 0; round < 5; round++) {
      List<LeaseResult> results = together(contenders);

      List<LeaseResult.Held> winners =
          results.stream()
              .filter(LeaseResult.Held.class::isInstance)
              .map(LeaseResult.Held.class::cast)
              .toList();
      assertThat(winners).hasSize(1);
      long term = winners.get(0).token().term().value();
      assertThat(term).isGreaterThan(lastTerm);
      lastTerm = term;
      ZooKeeperStore winner = contenders.get(results.indexOf(winners.get(0)));
      assertThat(winner.release(winners.get(0).token(), BEACON, call()))
          .isEqualTo(WriteResult.APPLIED);
    }
  }

  @Test
  void claiming_again_in_the_same_session_keeps_the_term() throws Exception {
    ZooKeeperStore a = store("a");
    LeaseResult.Held first = held(a.acquire(claim("a"), call()));

    LeaseResult.Held second = held(a.acquire(claim("a"), call()));

    assertThat(second.token()).isEqualTo(first.token());
    assertThat(second.countedFrom()).isGreaterThanOrEqualTo(first.countedFrom());
  }

  @Test
  void a_view_says_whether_this_client_holds_the_key() throws Exception {
    ZooKeeperStore a = store("a");
    ZooKeeperStore b = store("b");
    LeaseResult.Held held = held(a.acquire(claim("a"), call()));

    LeaderRecord seenByA = a.read(call()).leader().orElseThrow();
    LeaderRecord seenByB = b.read(call()).leader().orElseThrow();

    assertThat(seenByA.heldByThisSession()).isTrue();
    assertThat(seenByB.heldByThisSession()).isFalse();
    assertThat(seenByB.term()).isEqualTo(held.token().term());
    assertThat(seenByB.holder()).isEqualTo(NodeName.of("a"));
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
  void a_beacon_without_a_position_leaves_the_last_one_alone() throws Exception {
    ZooKeeperStore a = store("a");
    server.write("/service/" + scope + "/status", "{\"optime\":1}");
    LeaseResult.Held first = held(a.acquire(claim("a"), call()));

    held(a.renew(first.token(), LeaderBeacon.EMPTY, call()));

    assertThat(server.text("/service/" + scope + "/status")).isEqualTo("{\"optime\":1}");
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
  void an_own_record_of_another_session_is_adopted_only_if_asked_and_with_a_higher_term()
      throws Exception {
    ZooKeeperStore former = store("a");
    ZooKeeperStore now = store("a");
    LeaseResult.Held old = held(former.acquire(claim("a"), call()));

    LeaseResult unasked = now.acquire(claim("a"), call());
    LeaseResult.Held adopted = held(now.acquire(adoption("a"), call()));

    assertThat(unasked).isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(adopted.token().term()).isGreaterThan(old.token().term());
    assertThat(former.renew(old.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);
    assertThat(now.renew(adopted.token(), BEACON, call())).isInstanceOf(LeaseResult.Held.class);
  }

  @Test
  void adoption_never_takes_the_key_of_another_name() throws Exception {
    ZooKeeperStore a = store("a");
    ZooKeeperStore b = store("b");
    LeaseResult.Held held = held(a.acquire(claim("a"), call()));

    LeaseResult result = b.acquire(adoption("b"), call());

    assertThat(result).isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(a.renew(held.token(), BEACON, call())).isInstanceOf(LeaseResult.Held.class);
  }

  @Test
  void a_key_that_was_taken_away_is_definitely_lost() throws Exception {
    ZooKeeperStore a = store("a");
    ZooKeeperStore b = store("b");
    LeaseResult.Held old = held(a.acquire(claim("a"), call()));
    server.outside().delete(leaderKey, -1);
    LeaseResult.Held next = held(b.acquire(claim("b"), call()));

    assertThat(a.renew(old.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);

    assertThat(b.renew(next.token(), BEACON, call())).isInstanceOf(LeaseResult.Held.class);
    assertThat(server.text(leaderKey)).isEqualTo("b");
  }

  @Test
  void releasing_a_key_that_went_to_another_leaves_it_there() throws Exception {
    ZooKeeperStore a = store("a");
    ZooKeeperStore b = store("b");
    LeaseResult.Held old = held(a.acquire(claim("a"), call()));
    server.outside().delete(leaderKey, -1);
    held(b.acquire(claim("b"), call()));

    assertThat(a.release(old.token(), BEACON, call())).isEqualTo(WriteResult.CONFLICT);

    assertThat(server.text(leaderKey)).isEqualTo("b");
    assertThat(server.exists("/service/" + scope + "/status")).isFalse();
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

  private static List<LeaseResult> together(List<ZooKeeperStore> contenders) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(contenders.size());
    try {
      List<Callable<LeaseResult>> claims = new ArrayList<>();
      for (int i = 0; i < contenders.size(); i++) {
        ZooKeeperStore store = contenders.get(i);
        String name = "n" + i;
        claims.add(() -> store.acquire(claim(name), call(Duration.ofSeconds(10))));
      }
      List<LeaseResult> results = new ArrayList<>();
      for (Future<LeaseResult> result : threads.invokeAll(claims)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
