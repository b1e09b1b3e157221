package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.claim;
import static io.matriarch.dcs.zookeeper.Given.held;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.WatchHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
  private static OneServer server;
  private static int clusters;

  private final AtomicInteger hints = new AtomicInteger();
  private ZooKeeperStore observer;
  private ZooKeeperStore other;
  private String base;

  @BeforeAll
  static void startServer() throws Exception {
    server = new OneServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void watchAnEmptyCluster() throws Exception {
    String scope = "watched" + clusters++;
    base = "/service/" + scope;
    observer = Given.store(scope, "a", List.of(server.address()));
    other = Given.store(scope, "b", List.of(server.address()));
    observer.watch(hints::incrementAndGet);
    observer.read(call());
    awaitHints(1);
    hints.set(0);
  }

  @AfterEach
  void closeStores() {
    observer.close();
    other.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leader", "config", "failover", "sync", "initialize"})
  void creation_change_and_removal_each_give_a_hint(String key) throws Exception {
    for (int round = 0; round < 2; round++) {
      server.write(base + "/" + key, "x");
      awaitHints(1);
      hints.set(0);
      server.write(base + "/" + key, "y");
      awaitHints(1);
      hints.set(0);
      server.outside().delete(base + "/" + key, -1);
      awaitHints(1);
      hints.set(0);
    }
  }

  @Test
  void renewals_status_and_members_give_none() throws Exception {
    LeaseResult.Held held = held(other.acquire(claim("b"), call()));
    awaitHints(1);
    hints.set(0);

    other.announce(member("b", 1), call());
    for (int position = 1; position < 5; position++) {
      LeaderBeacon beacon = LeaderBeacon.EMPTY.withPosition(position);
      held(other.renew(held.token(), beacon, call()));
      other.announce(member("b", position), call());
    }
    other.put(new StoreDocument.History("[]"), Expected.ANY, call());
    // The one hint that ends the silence shows that all the others would have come by now.
    other.put(new StoreDocument.Config("{}"), Expected.ANY, call());
    awaitHints(1);

    assertThat(hints).hasValue(1);
  }

  @Test
  void a_hint_comes_at_once_and_the_read_after_it_sees_the_change() throws Exception {
    LeaseResult.Held held = held(other.acquire(claim("b"), call()));
    awaitHints(1);
    hints.set(0);
    MonoTime start = Given.TICKER.now();

    other.release(held.token(), LeaderBeacon.EMPTY, call());
    awaitHints(1);

    assertThat(Given.since(start)).isLessThan(Duration.ofSeconds(3));
    assertThat(observer.read(call()).leader()).isEmpty();
  }

  @Test
  void a_closed_watch_is_silent() throws Exception {
    AtomicInteger second = new AtomicInteger();
    WatchHandle handle = observer.watch(second::incrementAndGet);
    handle.close();

    other.put(new StoreDocument.Config("{}"), Expected.ANY, call());
    awaitHints(1);

    assertThat(second).hasValue(0);
  }

  private void awaitHints(int count) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(10))
        .until(() -> hints.get() >= count);
  }
}
