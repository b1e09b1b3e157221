package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.testkit.tck.Link;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server that carries the leader session freezes right after it acknowledged a renewal. */
class FrozenFollowerTest {
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY.withPosition(4711);
  private static final Duration TTL = Duration.ofSeconds(4);
  private static final Duration SHORTEST_TTL = Duration.ofSeconds(3);
  private static Ensemble ensemble;
  private static ZooKeeper outside;
  private static List<Integer> followers;

  @BeforeAll
  static void startEnsemble() throws Exception {
    ensemble = new Ensemble();
    int leader = ensemble.roles().indexOf("leader");
    followers = IntStream.range(0, 3).filter(server -> server != leader).boxed().toList();
    outside = OneServer.client(ensemble.address(leader));
  }

  @AfterAll
  static void stopEnsemble() throws Exception {
    outside.close();
    ensemble.stop();
  }

  @Test
  void the_key_disappears_only_after_the_last_guarantee() throws Exception {
    int follower = followers.get(0);
    ZooKeeperStore store =
        Given.store("alone", "a", List.of(ensemble.address(follower)), Ensemble.TICK);
    try {
      LeaseResult.Held last = renewEveryTick(store, SHORTEST_TTL, 6);
      ensemble.freeze(follower);

      MonoTime gone = awaitGone("/service/alone/leader");

      assertThat(gone).isGreaterThan(last.countedFrom().plus(last.guarantee()));
    } finally {
      ensemble.thaw(follower);
      store.close();
    }
  }

  @Test
  void with_other_servers_at_hand_the_lease_survives() throws Exception {
    AtomicReference<LeaseResult.Held> newest = new AtomicReference<>();
    ZooKeeperStore store = Given.store("moves", "a", addressesOfFollowers(), Ensemble.TICK);
    try {
      LeaseResult.Held first = renewEveryTick(store, TTL, 6);
      int carrier = carrierOf(first);
      ensemble.freeze(carrier);
      try {
        await()
            .pollInterval(Duration.ofMillis(50))
            .atMost(TTL)
            .ignoreExceptionsInstanceOf(StoreException.class)
            .until(
                () -> {
                  newest.set(held(store.renew(first.token(), BEACON, shortCall())));
                  return true;
                });
      } finally {
        ensemble.thaw(carrier);
      }
      assertThat(Given.TICKER.now()).isLessThan(first.countedFrom().plus(first.guarantee()));
      assertThat(newest.get().token()).isEqualTo(first.token());
    } finally {
      store.close();
    }
  }

  @Test
  void after_a_move_to_another_follower_that_freezes_at_once_the_guarantee_holds()
      throws Exception {
    Link first = new Link(ensemble.port(followers.get(0)));
    Link second = new Link(ensemble.port(followers.get(1)));
    second.cut();
    ZooKeeperStore store =
        Given.store("moved", "a", List.of(first.address(), second.address()), Ensemble.TICK);
    AtomicReference<LeaseResult.Held> newest = new AtomicReference<>();
    try {
      LeaseResult.Held before = renewEveryTick(store, TTL, 4);
      second.heal();
      first.cut();
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(TTL)
          .ignoreExceptionsInstanceOf(StoreException.class)
          .until(
              () -> {
                newest.set(held(store.renew(before.token(), BEACON, shortCall())));
                // The proof of just before the cut may still serve once.
                return newest.get().countedFrom().isAfter(before.countedFrom());
              });
      ensemble.freeze(followers.get(1));
      MonoTime validUntil = newest.get().countedFrom().plus(newest.get().guarantee());

      MonoTime gone = awaitGone("/service/moved/leader");

      assertThat(newest.get().countedFrom()).isGreaterThan(before.countedFrom());
      assertThat(gone).isGreaterThan(validUntil);
    } finally {
      ensemble.thaw(followers.get(1));
      store.close();
      first.close();
      second.close();
    }
  }

  @Test
  void servers_tell_their_tick_by_the_shortest_session_they_grant() throws Exception {
    for (int server : followers) {
      InetSocketAddress address =
          InetSocketAddress.createUnresolved("127.0.0.1", ensemble.port(server));

      assertThat(ShortestSession.grantedBy(address, TTL)).isEqualTo(Ensemble.TICK.multipliedBy(2));
    }
  }

  private static MonoTime awaitGone(String path) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(TTL.multipliedBy(2))
        .until(() -> outside.exists(path, false) == null);
    return Given.TICKER.now();
  }

  private static List<String> addressesOfFollowers() {
    return followers.stream().map(ensemble::address).toList();
  }

  private static int carrierOf(LeaseResult.Held held) {
    long session = Long.parseUnsignedLong(held.token().handle(), 16);
    // The highest byte of a session's id is the number of the server that made it.
    return (int) (session >>> 56) - 1;
  }

  private static LeaseResult.Held renewEveryTick(ZooKeeperStore store, Duration ttl, int times)
      throws StoreException {
    AtomicReference<LeaseResult.Held> newest =
        new AtomicReference<>(held(store.acquire(claim("a"), call(Duration.ofSeconds(10), ttl))));
    int[] left = {times};
    await()
        .pollDelay(Ensemble.TICK)
        .pollInterval(Ensemble.TICK)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              newest.set(held(store.renew(newest.get().token(), BEACON, shortCall())));
              return --left[0] == 0;
            });
    return newest.get();
  }

  private static Call shortCall() {
    return call(Duration.ofSeconds(1), TTL);
  }
}
