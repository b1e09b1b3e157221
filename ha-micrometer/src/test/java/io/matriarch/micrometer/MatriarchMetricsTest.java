package io.matriarch.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MatriarchMetricsTest {
  private static final MonoTime START = new MonoTime(1_000_000_000L);

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Hand clock = new Hand();
  private final HaNode node =
      FakeNode.with(
          FakeNode.leading("a", START, START.plus(Duration.ofSeconds(20))), FakeNode.COUNTED);

  /** A clock that goes when it is told to. */
  private static final class Hand implements Ticker {
    private MonoTime now = START;

    @Override
    public MonoTime now() {
      return now;
    }

    @Override
    public Instant wallClock() {
      return Instant.EPOCH;
    }
  }

  @Test
  void everyMeterCarriesClusterAndNode() {
    new MatriarchMetrics(node).bindTo(registry);

    assertThat(registry.getMeters())
        .isNotEmpty()
        .allSatisfy(
            meter -> {
              assertThat(meter.getId().getName()).startsWith("matriarch.");
              assertThat(meter.getId().getTag("cluster")).isEqualTo("orders");
              assertThat(meter.getId().getTag("node")).isEqualTo("a");
              assertThat(meter.getId().getDescription()).isNotBlank();
            });
  }

  @Test
  void gaugesTellWhatTheSnapshotSays() {
    new MatriarchMetrics(node, clock).bindTo(registry);

    assertThat(gauge("leader")).isEqualTo(1);
    assertThat(gauge("resource.primary")).isEqualTo(1);
    assertThat(gauge("resource.replica")).isEqualTo(0);
    assertThat(gauge("resource.running")).isEqualTo(1);
    assertThat(gauge("resource.epoch")).isEqualTo(3);
    assertThat(gauge("resource.position")).isEqualTo(4096);
    assertThat(gauge("cluster.unlocked")).isEqualTo(1);
    assertThat(gauge("writable.remaining")).isEqualTo(20);
    assertThat(gauge("status.age")).isEqualTo(0);
  }

  @Test
  void anOldSnapshotDoesNotSayThatTheNodeLeads() {
    new MatriarchMetrics(node, clock).bindTo(registry);

    clock.now = START.plus(Duration.ofSeconds(20));

    assertThat(gauge("leader")).isEqualTo(0);
    assertThat(gauge("resource.primary")).isEqualTo(0);
    assertThat(gauge("resource.running")).isEqualTo(0);
    assertThat(gauge("writable.remaining")).isEqualTo(0);
    assertThat(gauge("status.age")).isEqualTo(20);
    assertThat(gauge("alive")).isEqualTo(1);

    clock.now = START.plus(Duration.ofMinutes(2));

    assertThat(gauge("alive")).isEqualTo(0);
  }

  @Test
  void whileNothingEndsTheRightToBeWritableItIsInfinite() {
    HaNode paused = FakeNode.with(FakeNode.leading("a", START, MonoTime.MAX), FakeNode.COUNTED);
    new MatriarchMetrics(paused, clock).bindTo(registry);

    assertThat(gauge("writable.remaining")).isInfinite();
  }

  @Test
  void countersAreThoseOfTheNode() {
    new MatriarchMetrics(node, clock).bindTo(registry);

    assertThat(count("steps")).isEqualTo(1);
    assertThat(count("decisions")).isEqualTo(2);
    assertThat(count("role.changes")).isEqualTo(3);
    assertThat(count("lease.renewals", "outcome", "granted")).isEqualTo(4);
    assertThat(count("lease.renewals", "outcome", "failed")).isEqualTo(5);
    assertThat(count("leases.lost")).isEqualTo(6);
    assertThat(count("calls.given.up")).isEqualTo(7);
    assertThat(count("listener.failures")).isEqualTo(8);
    assertThat(count("listener.dropped")).isEqualTo(9);
    assertThat(gauge("events.waiting")).isEqualTo(10);
    assertThat(gauge("listener.waiting")).isEqualTo(11);
  }

  @Test
  void closingRemovesWhatWasBoundAndNothingElse() {
    Meter other = registry.counter("matriarch.steps", "cluster", "billing", "node", "b");
    MatriarchMetrics metrics = new MatriarchMetrics(node, clock);
    MeterRegistry second = new SimpleMeterRegistry();
    metrics.bindTo(registry);
    metrics.bindTo(second);

    metrics.close();
    metrics.close();

    assertThat(registry.getMeters()).containsExactly(other);
    assertThat(second.getMeters()).isEmpty();
  }

  @Test
  void aRegistryKeepsNoNodeInMemory() {
    HaNode forgotten =
        FakeNode.with(
            FakeNode.leading("a", START, START.plus(Duration.ofSeconds(20))), FakeNode.COUNTED);
    new MatriarchMetrics(forgotten, clock).bindTo(registry);
    WeakReference<HaNode> reference = new WeakReference<>(forgotten);
    assertThat(gauge("leader")).isEqualTo(1);

    forgotten = null;

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(reference.get()).isNull();
            });
    assertThat(gauge("leader")).isNaN();
  }

  @Test
  void prometheusTakesEveryMeter() {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    HaNode second = FakeNode.with(FakeNode.leading("b", START, MonoTime.MIN), FakeNode.COUNTED);
    new MatriarchMetrics(node, clock).bindTo(registry);
    new MatriarchMetrics(node, clock).bindTo(prometheus);
    new MatriarchMetrics(second, clock).bindTo(prometheus);

    assertThat(prometheus.getMeters()).hasSize(2 * registry.getMeters().size());
    assertThat(prometheus.scrape())
        .contains("matriarch_leader{cluster=\"orders\",node=\"a\"} 1.0\n")
        .contains("matriarch_writable_remaining_seconds{cluster=\"orders\",node=\"b\"} 0.0\n")
        .contains("matriarch_writable_remaining_seconds{cluster=\"orders\",node=\"a\"} 20.0\n")
        .contains(
            "matriarch_lease_renewals_total{cluster=\"orders\",node=\"a\",outcome=\"granted\"} 4.0\n")
        .contains("# HELP matriarch_steps_total Steps taken.\n");
  }

  private double gauge(String name) {
    return registry.get("matriarch." + name).gauge().value();
  }

  private double count(String name, String... tags) {
    return registry.get("matriarch." + name).tags(tags).functionCounter().count();
  }
}
