package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Leadership is handed over in the order in which the core does it, while a client writes. With
 * {@code -Drounds=20} it is a measurement.
 */
class HandOverTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @ParameterizedTest
  @EnumSource(
      value = StopMode.class,
      names = {"GRACEFUL", "FAST"})
  void whatWasAcknowledgedIsOnTheNewPrimary(StopMode mode) throws Exception {
    TestNode from = onDisk("a").primary();
    TestNode to = onDisk("b").cloneFrom(from);
    for (int round = 0; round < Integer.getInteger("rounds", 1); round++) {
      awaitStreaming(from, to);
      long written;
      try (WriteGap client = new WriteGap(from, to)) {
        soon().until(() -> client.written() > 200);
        handOver(mode, from, to);
        long then = client.written() + 100;
        soon().until(() -> client.written() > then);
        Figures.note("write gap of a hand-over, " + mode, client.longestMillis());
        assertThat(client.longestMillis()).isLessThan(3_000);
        written = client.written();
      }
      String found = to.ask("SELECT count(DISTINCT n) FROM gap WHERE n < " + written);
      assertThat(found).isEqualTo(Long.toString(written));
      to.sql("DROP TABLE gap");
      to.retainFor(from.name);
      // Nothing is to be rewound: the successor has the shutdown checkpoint as well.
      assertThat(from.resource.compare(to.asSource(), TestNode.call()))
          .isEqualTo(Divergence.IN_LINE);
      from.startFollowing(to);
      TestNode former = from;
      from = to;
      to = former;
    }
  }

  private static void awaitStreaming(TestNode from, TestNode to) {
    soon()
        .until(
            () ->
                from.ask("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")
                        .equals("1")
                    && to.look().streaming());
  }

  private static void handOver(StopMode mode, TestNode from, TestNode to) throws Exception {
    long begin = System.nanoTime();
    TestTask task = new TestTask();
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              try {
                from.resource.stop(mode, task);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    soon().until(() -> task.stage(TaskStage.Kind.SHUTDOWN_CHECKPOINT_WRITTEN).isPresent());
    Figures.note("  shutdown checkpoint reported after", Figures.millisSince(begin));
    long last =
        task.stage(TaskStage.Kind.SHUTDOWN_CHECKPOINT_WRITTEN)
            .flatMap(TaskStage::position)
            .orElseThrow()
            .offset();
    soon().until(() -> to.look().position().orElseThrow().offset() >= last);
    Figures.note("  the successor has all after", Figures.millisSince(begin));
    to.promote();
    Figures.note("  the successor is primary after", Figures.millisSince(begin));
    stopped.get(20, TimeUnit.SECONDS);
    assertThat(from.look().running()).isEqualTo(RunPhase.STOPPED);
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(10))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1));
  }

  /** With what the harness changes for the sake of speed put back to its default. */
  private TestNode onDisk(String name) {
    return harness
        .node(name)
        .with(
            c ->
                c.parameters(
                    TestNode.parameters(
                        Map.of("fsync", "on", "wal_retrieve_retry_interval", "5s"))));
  }
}
