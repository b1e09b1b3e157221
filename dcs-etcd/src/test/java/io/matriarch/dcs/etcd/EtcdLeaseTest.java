package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.adoption;
import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.claim;
import static io.matriarch.dcs.etcd.Given.held;
import static io.matriarch.dcs.etcd.Given.member;
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
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What leads are made of, on servers of the older generation; the newer has the conformance kit.
 */
@EnabledIf(
    value = "io.matriarch.dcs.etcd.EtcdBinary#isOlderThere",
    disabledReason = "no etcd 3.4: ./verify fetches it")
class EtcdLeaseTest {
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY.withPosition(4711);
  private static EtcdServer server;

  private final List<EtcdStore> opened = new ArrayList<>();
  private String scope;
  private String leaderKey;

  @BeforeAll
  static void startServer() throws Exception {
    server = EtcdServer.alone(EtcdBinary.older());
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
    opened.forEach(EtcdStore::close);
  }

  @Test
  void the_first_to_claim_holds_the_key_and_the_second_is_told_by_whom() throws Exception {
    EtcdStore a = store("a");
    EtcdStore b = store("b");
    MonoTime before = Given.TICKER.now();

    LeaseResult.Held first = held(a.acquire(claim("a"), call()));
    LeaseResult second = b.acquire(claim("b"), call());

    assertThat(second).isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(first.countedFrom()).isBetween(before, Given.TICKER.now());
    assertThat(first.guarantee()).isEqualTo(Given.TTL);
    assertThat(first.token().term().value())
        .isEqualTo(server.key(leaderKey).orElseThrow().getModRevision());
  }

  @Test
  void claiming_again_in_the_same_session_keeps_the_term() throws Exception {
    EtcdStore a = store("a");
    LeaseResult.Held first = held(a.acquire(claim("a"), call()));

    LeaseResult.Held second = held(a.acquire(claim("a"), call()));

    assertThat(second.token()).isEqualTo(first.token());
    assertThat(second.countedFrom()).isGreaterThanOrEqualTo(first.countedFrom());
  }

  @Test
  void a_renewal_publishes_the_beacon_once_and_moves_validity_on() throws Exception {
    EtcdStore a = store("a");
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
    assertThat(server.key("/service/" + scope + "/status").orElseThrow().getVersion()).isEqualTo(1);
  }

  @Test
  void release_publishes_the_last_beacon_and_leaves_the_member_record() throws Exception {
    EtcdStore a = store("a");
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
    EtcdStore former = store("a");
    EtcdStore now = store("a");
    LeaseResult.Held old = held(former.acquire(claim("a"), call()));

    LeaseResult unasked = now.acquire(claim("a"), call());
    LeaseResult.Held adopted = held(now.acquire(adoption("a"), call()));

    assertThat(unasked).isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(adopted.token().term()).isGreaterThan(old.token().term());
    assertThat(former.renew(old.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);
    assertThat(now.renew(adopted.token(), BEACON, call())).isInstanceOf(LeaseResult.Held.class);
  }

  @Test
  void a_key_that_was_taken_away_is_definitely_lost() throws Exception {
    EtcdStore a = store("a");
    EtcdStore b = store("b");
    LeaseResult.Held old = held(a.acquire(claim("a"), call()));
    server.delete(leaderKey);
    LeaseResult.Held next = held(b.acquire(claim("b"), call()));

    assertThat(a.renew(old.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);

    assertThat(b.renew(next.token(), BEACON, call())).isInstanceOf(LeaseResult.Held.class);
    assertThat(server.text(leaderKey)).isEqualTo("b");
  }

  @Test
  void nobody_else_gets_the_key_before_the_guarantee_has_passed_and_somebody_does_soon_after()
      throws Exception {
    EtcdStore a = store("a");
    EtcdStore b = store("b");
    LeaseResult.Held held = held(a.acquire(claim("a"), call()));
    held = held(a.renew(held.token(), BEACON, call()));
    MonoTime validUntil = held.countedFrom().plus(held.guarantee());

    LeaseResult.Held next =
        (LeaseResult.Held)
            await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Given.TTL.multipliedBy(3))
                .until(() -> b.acquire(claim("b"), call()), LeaseResult.Held.class::isInstance);

    assertThat(Given.TICKER.now()).isGreaterThan(validUntil);
    assertThat(next.token().term()).isGreaterThan(held.token().term());
    assertThat(a.renew(held.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);
  }

  private EtcdStore store(String node) {
    EtcdStore store = Given.store(scope, node, List.of(server.address()));
    opened.add(store);
    return store;
  }
}
