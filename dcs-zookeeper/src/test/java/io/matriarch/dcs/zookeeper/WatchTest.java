package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
  private static OneServer server;
  private static int clusters;

  private final AtomicInteger hints = new AtomicInteger();
  private ZooKeeperStore observer;
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
    observer.watch(hints::incrementAndGet);
    observer.read(call());
    awaitHints(1);
    hints.set(0);
  }

  @AfterEach
  void closeStores() {
    observer.close();
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

  private void awaitHints(int count) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(10))
        .until(() -> hints.get() >= count);
  }
}
