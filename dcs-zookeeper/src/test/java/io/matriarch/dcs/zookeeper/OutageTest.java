package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.adoption;
import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.testkit.tck.Link;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY.withPosition(4711);

  /** The SPI grants half a second; a busy machine may take longer to let us run. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private static final Duration LONG_TTL = Duration.ofSeconds(4);

  private OneServer server;
  private Link link;
  private ZooKeeperStore store;

  @BeforeEach
  void connectThroughALink() throws Exception {
    server = new OneServer();
    link = new Link(server.port());
    store = Given.store("batman", "a", List.of(link.address()));
  }

  @AfterEach
  void stop() throws Exception {
    link.heal();
    store.close();
    link.close();
    server.stop();
  }

  @Test
  void without_a_server_nothing_is_sent_and_the_call_says_so_soon() throws Exception {
    link.cut();
    MonoTime start = Given.TICKER.now();

    assertThatThrownBy(() -> store.read(call())).isInstanceOf(StoreUnavailableException.class);

    assertThat(Given.since(start))
        .isBetween(Duration.ofMillis(1990), Duration.ofSeconds(2).plus(TOLERANCE));
  }

  @Test
  void reads_and_renewals_return_soon_after_the_connection() throws Exception {
    Call patient = call(Duration.ofSeconds(5), LONG_TTL);
    store.announce(member("a", 1), patient);
    LeaseResult.Held held = held(store.acquire(claim("a"), patient));
    // The hint about our own key comes before the answer to this.
    store.read(call());
    AtomicInteger hints = new AtomicInteger();
    store.watch(hints::incrementAndGet);

    for (int round = 1; round <= 2; round++) {
      link.cut();
      assertThatThrownBy(() -> store.read(call(Duration.ofMillis(300))))
          .isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(() -> store.renew(held.token(), BEACON, call(Duration.ofMillis(300))))
          .isInstanceOf(StoreException.class);
      link.heal();
      MonoTime healed = Given.TICKER.now();

      held(eventually(() -> store.renew(held.token(), BEACON, call())));
      eventually(() -> store.read(call()));
      Duration read = Given.since(healed);

      assertThat(read).isLessThan(Duration.ofSeconds(5));
      int rounds = round;
      await().atMost(Duration.ofSeconds(10)).until(() -> hints.get() >= rounds);
      assertThat(hints).as("one hint for each gap").hasValue(rounds);
    }
    assertThat(server.stat("/service/batman/leader").getCzxid())
        .isEqualTo(held.token().term().value());
  }

  @Test
  void a_restarted_server_finds_the_lease_again() throws Exception {
    Call patient = call(Duration.ofSeconds(10), LONG_TTL);
    AtomicInteger hints = new AtomicInteger();
    store.announce(member("a", 1), patient);
    LeaseResult.Held held = held(store.acquire(claim("a"), patient));
    store.watch(hints::incrementAndGet);
    server.process().stop();
    server.process().restart();
    MonoTime up = Given.TICKER.now();

    held(eventually(() -> store.renew(held.token(), BEACON, call())));
    eventually(() -> store.read(call()));

    assertThat(Given.since(up)).isLessThan(Duration.ofSeconds(10));
    await().atMost(Duration.ofSeconds(10)).until(() -> hints.get() > 0);
    assertThat(store.read(call()).members()).hasSize(1);
  }

  @Test
  void after_an_outage_longer_than_the_ttl_the_lease_is_lost_and_everything_else_returns()
      throws Exception {
    store.announce(member("a", 1), call());
    LeaseResult.Held held = held(store.acquire(claim("a"), call()));
    AtomicInteger hints = new AtomicInteger();
    store.watch(hints::incrementAndGet);
    link.cut();
    await()
        .atMost(Given.TTL.multipliedBy(2))
        .until(
            () ->
                !server.exists("/service/batman/leader")
                    && !server.exists("/service/batman/members/a"));
    link.heal();
    MonoTime healed = Given.TICKER.now();

    LeaseResult renewal = eventually(() -> store.renew(held.token(), BEACON, call()));
    assertThat(renewal).isInstanceOf(LeaseResult.Lost.class);
    eventually(() -> store.announce(member("a", 2), call()));
    LeaseResult.Held again = held(eventually(() -> store.acquire(claim("a"), call())));

    assertThat(Given.since(healed)).isLessThan(Duration.ofSeconds(10));
    assertThat(again.token().term()).isGreaterThan(held.token().term());
    assertThat(server.exists("/service/batman/members/a")).isTrue();
    await().atMost(Duration.ofSeconds(10)).until(() -> hints.get() > 0);
  }

  @Test
  void after_a_long_stop_of_the_server_everything_is_back_within_a_second() throws Exception {
    store.close();
    store = Given.store("batman", "a", List.of(server.address()));
    store.announce(member("a", 1), call());
    LeaseResult.Held held = held(store.acquire(claim("a"), call()));
    server.process().stop();
    MonoTime down = Given.TICKER.now();
    await()
        .atMost(Given.TTL.multipliedBy(3))
        .until(
            () -> {
              assertThatThrownBy(() -> store.read(call()))
                  .isInstanceOf(StoreUnavailableException.class);
              return Given.since(down).compareTo(Given.TTL.multipliedBy(2)) > 0;
            });
    assertThat(store.renew(held.token(), BEACON, call())).isInstanceOf(LeaseResult.Lost.class);
    server.process().restart();
    MonoTime up = Given.TICKER.now();

    ClusterView view = eventually(() -> store.read(call()));
    eventually(() -> store.announce(member("a", 2), call()));
    // The restarted server keeps the key of the session that we ended: it is ours to replace.
    LeaseResult.Held again = held(eventually(() -> store.acquire(claim("a"), call())));

    assertThat(Given.since(up)).isLessThan(Duration.ofSeconds(5));
    assertThat(view.leader().orElseThrow().heldByThisSession()).isFalse();
    assertThat(again.token().term()).isGreaterThan(held.token().term());
    assertThat(store.read(call()).members()).hasSize(1);
  }

  @Test
  void a_changed_ttl_moves_the_member_record_to_a_new_session() throws Exception {
    store.announce(member("a", 1), call());
    long before = server.stat("/service/batman/members/a").getEphemeralOwner();

    store.announce(member("a", 1), call(Duration.ofSeconds(5), LONG_TTL));

    long after = server.stat("/service/batman/members/a").getEphemeralOwner();
    assertThat(after).isNotEqualTo(before);
    assertThat(store.read(call()).members()).hasSize(1);
  }

  @Test
  void adoption_works_right_after_the_former_process_was_cut_off() throws Exception {
    LeaseResult.Held old = held(store.acquire(claim("a"), call()));
    link.cut();
    ZooKeeperStore restarted = Given.store("batman", "a", List.of(server.address()));
    try {
      LeaseResult.Held held = held(restarted.acquire(adoption("a"), call()));

      assertThat(held.token().term()).isGreaterThan(old.token().term());
    } finally {
      restarted.close();
    }
  }

  /** Repeats a call that fails for want of a connection, as the library does. */
  private static <T> T eventually(Callable<T> attempt) {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptionsInstanceOf(StoreException.class)
        .until(attempt, result -> result != null);
  }
}
