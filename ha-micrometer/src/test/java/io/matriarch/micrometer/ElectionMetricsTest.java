package io.matriarch.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.Stores;
import io.matriarch.core.store.StoreConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElectionMetricsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final MeterRegistry registry = new SimpleMeterRegistry();

  /** Leads and does nothing. */
  private static final class Idle implements LeadershipListener {
    @Override
    public void elected(LeadershipPermit permit) {}

    @Override
    public void revoked(RevocationReason reason) {}
  }

  @Test
  void anElectionIsShownForAsLongAsItsMetricsAreOpen() {
    try (StoreConnection store = Stores.connect("memory", Map.of())) {
      LeaderElection election =
          LeaderElection.on(store).of("report").as("node-1").listener(new Idle()).start();
      ElectionMetrics metrics = new ElectionMetrics(election, "report", "node-1");
      metrics.bindTo(registry);

      await().atMost(SOON).until(() -> gauge("leader") == 1);
      await().atMost(SOON).until(() -> gauge("term") > 0 && gauge("participants") == 1);
      assertThat(gauge("remaining")).isPositive().isLessThanOrEqualTo(10);
      assertThat(gauge("store.reachable")).isEqualTo(1);

      election.close();
      assertThat(gauge("leader")).isZero();
      assertThat(gauge("remaining")).isZero();
      metrics.close();
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  private double gauge(String name) {
    return registry
        .get("matriarch.election." + name)
        .tags("cluster", "report", "node", "node-1")
        .gauge()
        .value();
  }
}
