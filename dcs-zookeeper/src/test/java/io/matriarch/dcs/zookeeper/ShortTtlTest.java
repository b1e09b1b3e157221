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
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;

/**
 * However short a ttl is asked for, a leader that renews stays. It may lose its lead while the
 * machine stands still for longer than so short a lease allows; what flaps never stays.
 */
class ShortTtlTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Some ttl, and three times what it took when the last renewal but one was forgotten. */
  private static final Duration LONG = Duration.ofSeconds(8);

  private final List<String> calls = new CopyOnWriteArrayList<>();

  @Test
  void whoRenewsGoesOnLeading() throws Exception {
    int tick = (int) Rhythm.USUAL.tick().toMillis();
    InstanceSpec spec = new InstanceSpec(null, -1, -1, -1, true, 1, tick, 0);
    try (TestingServer server = new TestingServer(spec, true);
        StoreConnection store =
            Stores.connect("zookeeper", Map.of("hosts", server.getConnectString()));
        LeaderElection shortest = begin(store, 2);
        LeaderElection shorter = begin(store, 5)) {
      awaitSteadiness(shortest, shorter);
    }
  }

  @Test
  void withFasterServersTheLeaseIsAsShortAsAskedFor() throws Exception {
    Ensemble ensemble = new Ensemble();
    try (StoreConnection store =
            Stores.connect("zookeeper", Given.section(ensemble.addresses(), Ensemble.TICK));
        LeaderElection three = begin(store, 3);
        LeaderElection four = begin(store, 4)) {
      awaitSteadiness(three, four);

      assertThat(three.permit().orElseThrow().remaining()).isLessThan(Duration.ofSeconds(3));
      assertThat(four.permit().orElseThrow().remaining()).isLessThan(Duration.ofSeconds(4));
    } finally {
      ensemble.stop();
    }
  }

  private void awaitSteadiness(LeaderElection... elections) {
    await()
        .atMost(SOON)
        .until(() -> List.of(elections).stream().allMatch(e -> e.permit().isPresent()));
    int[] seen = {-1};
    await().during(LONG).atMost(SOON).until(() -> seen[0] == (seen[0] = calls.size()));
    assertThat(elections).allMatch(election -> election.permit().isPresent());
  }

  private LeaderElection begin(StoreConnection store, int seconds) {
    return LeaderElection.on(store)
        .of("ttl-" + seconds)
        .as("a")
        .ttl(Duration.ofSeconds(seconds))
        .listener(new Noting())
        .start();
  }

  private final class Noting implements LeadershipListener {
    @Override
    public void elected(LeadershipPermit permit) {
      calls.add("elected");
    }

    @Override
    public void revoked(RevocationReason reason) {
      calls.add("revoked " + reason);
    }
  }
}
