package io.matriarch.dcs.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.Stores;
import io.matriarch.core.store.StoreConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;

/** A program that closes its connection before its elections has at no time two leaders. */
class ClosedTooEarlyTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  private final List<String> calls = new CopyOnWriteArrayList<>();

  @Test
  void theLeaderIsToldBeforeTheNextIsElected() throws Exception {
    try (TestingServer server = new TestingServer(true);
        StoreConnection other = connect(server)) {
      StoreConnection early = connect(server);
      try (LeaderElection first = begin(early, "first");
          LeaderElection second = secondTo(first, other)) {

        early.close();

        await("the second leads").atMost(SOON).until(() -> second.permit().isPresent());

        assertThat(first.permit()).isEmpty();
        assertThat(calls)
            .hasSize(3)
            .startsWith("first elected")
            .element(1)
            .asString()
            .startsWith("first revoked");
      }
    }
  }

  private LeaderElection secondTo(LeaderElection first, StoreConnection store) {
    await("the first leads").atMost(SOON).until(() -> first.permit().isPresent());
    return begin(store, "second");
  }

  private static StoreConnection connect(TestingServer server) {
    return Stores.connect("zookeeper", Map.of("hosts", server.getConnectString()));
  }

  private LeaderElection begin(StoreConnection store, String name) {
    return LeaderElection.on(store)
        .of("jobs")
        .as(name)
        .ttl(Duration.ofSeconds(10))
        .listener(
            new LeadershipListener() {
              @Override
              public void elected(LeadershipPermit permit) {
                calls.add(name + " elected");
              }

              @Override
              public void revoked(RevocationReason reason) {
                calls.add(name + " revoked " + reason);
              }
            })
        .start();
  }
}
