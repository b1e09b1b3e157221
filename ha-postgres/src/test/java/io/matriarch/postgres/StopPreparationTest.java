package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a graceful stop does while clients still write. */
class StopPreparationTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CATCH_UP = "replicas catch up before the stop";

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private TestNode a;
  private TestNode b;

  /** The replica has received much more than what counts as near, and replays none of it. */
  private void replayStandsStill() throws Exception {
    a = harness.node("a").primary();
    b = harness.node("b").cloneFrom(a);
    await().atMost(SOON).until(() -> b.look().streaming());
    b.sql("SELECT pg_wal_replay_pause()");
    a.sql("CREATE TABLE t AS SELECT n, repeat('x', 500) FROM generate_series(1, 20000) n");
  }

  private CompletableFuture<Throwable> stopGracefully(TestTask task) {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                a.resource.stop(StopMode.GRACEFUL, task);
                end.complete(new AssertionError("it ended as if nothing had been"));
              } catch (Exception e) {
                end.complete(e);
              }
            },
            "stop")
        .start();
    return end;
  }

  @Test
  void clientsWriteOnWhileReplicasCatchUp() throws Exception {
    replayStandsStill();
    TestTask task = new TestTask();

    CompletableFuture<Throwable> end = stopGracefully(task);
    await().pollInterval(Duration.ofMillis(5)).until(() -> isAt(task, CATCH_UP));
    a.sql("CREATE TABLE u AS SELECT 1");
    assertThat(end).isNotDone();
    b.sql("SELECT pg_wal_replay_resume()");

    end.get(10, TimeUnit.SECONDS);
    assertThat(a.look().cleanShutdown()).isTrue();
    assertThat(b.ask("SELECT count(*) FROM u")).isEqualTo("1");
  }

  @Test
  void aReplicaThatStandsStillHoldsNobodyUpForLong() throws Exception {
    replayStandsStill();

    long begin = System.nanoTime();
    a.resource.stop(StopMode.GRACEFUL, new TestTask());

    assertThat(Figures.millisSince(begin)).isBetween(1_000L, 8_000L);
    assertThat(a.look().cleanShutdown()).isTrue();
  }

  @Test
  void afterARestartWhoStreamedBeforeIsWaitedFor() throws Exception {
    a = harness.node("a").primary();
    a.retainFor("b");
    b = replicaThatAsksAgainAfter("b", "5s");
    await().atMost(SOON).until(() -> b.look().streaming());
    a.stop(StopMode.FAST);
    a.startAsPrimary();

    a.resource.stop(StopMode.GRACEFUL, new TestTask());

    assertThat(b.look().position().orElseThrow())
        .isGreaterThanOrEqualTo(a.look().position().orElseThrow());
  }

  @Test
  void afterARestartEachOfThoseWhoStreamedBeforeIsWaitedFor() throws Exception {
    a = harness.node("a").primary();
    a.retainFor("b", "c");
    b = replicaThatAsksAgainAfter("b", "5s");
    TestNode early = replicaThatAsksAgainAfter("c", "200ms");
    await().atMost(SOON).until(() -> b.look().streaming() && early.look().streaming());
    a.stop(StopMode.FAST);
    a.startAsPrimary();
    await().atMost(SOON).until(() -> early.look().streaming());

    a.resource.stop(StopMode.GRACEFUL, new TestTask());

    assertThat(b.look().position().orElseThrow())
        .isGreaterThanOrEqualTo(a.look().position().orElseThrow());
  }

  private TestNode replicaThatAsksAgainAfter(String name, String interval) throws Exception {
    Map<String, String> parameters = Map.of("wal_retrieve_retry_interval", interval);
    TestNode replica = harness.node(name).with(c -> c.parameters(TestNode.parameters(parameters)));
    replica.rebuildFrom(a);
    replica.startFollowing(a);
    return replica;
  }

  @Test
  void aStopThatIsCancelledMeanwhileDoesNotHappen() throws Exception {
    replayStandsStill();
    TestTask task = new TestTask();

    CompletableFuture<Throwable> end = stopGracefully(task);
    await().pollInterval(Duration.ofMillis(5)).until(() -> isAt(task, CATCH_UP));
    task.cancel();

    assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(TaskCancelled.class);
    assertThat(a.look().running()).isEqualTo(RunPhase.RUNNING);
    a.sql("CREATE TABLE u AS SELECT 1");
  }

  @Test
  void aReplicaThatDoesNotConfirmDelaysTheReportOnlyForAMoment() throws Exception {
    a = harness.node("a").primary();
    b = harness.node("b").cloneFrom(a);
    await().atMost(SOON).until(() -> b.look().streaming());
    String receiver = b.ask("SELECT pid FROM pg_stat_wal_receiver");
    TestTask task = new TestTask();
    CompletableFuture<Throwable> end;

    assertThat(new ProcessBuilder("kill", "-STOP", receiver).start().waitFor()).isZero();
    try {
      end = stopGracefully(task);
      await()
          .atMost(SOON)
          .until(() -> task.stage(TaskStage.Kind.SHUTDOWN_CHECKPOINT_WRITTEN).isPresent());
      assertThat(end).isNotDone();
    } finally {
      new ProcessBuilder("kill", "-CONT", receiver).start().waitFor();
    }

    end.get(10, TimeUnit.SECONDS);
    assertThat(a.look().cleanShutdown()).isTrue();
  }

  private static boolean isAt(TestTask task, String detail) {
    return task.stages.stream().map(TaskStage::detail).anyMatch(detail::equals);
  }
}
