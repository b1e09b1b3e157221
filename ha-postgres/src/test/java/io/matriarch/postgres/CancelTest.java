package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Term;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancelTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private static Permit expired() {
    return new Permit.LeasePermit(new Term(1), TestTicker.REAL.now().minus(Duration.ofMillis(1)));
  }

  @Test
  void anExpiredPermitNeitherStartsAPrimaryNorPromotes() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    a.stop(StopMode.FAST);

    assertThatThrownBy(
            () ->
                a.resource.start(
                    new StartRequest(Optional.of(expired()), Optional.empty(), "{}"),
                    new TestTask()))
        .isInstanceOf(TaskCancelled.class);
    assertThatThrownBy(() -> b.resource.promote(expired(), new TestTask()))
        .isInstanceOf(TaskCancelled.class);

    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
    assertThat(b.look().role()).isEqualTo(Role.REPLICA);
  }

  @Test
  void aCopyThatIsCancelledEndsItsProgramAndKeepsTheOldData() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      FollowRequest request =
          new FollowRequest(
              new io.matriarch.core.model.ReplicationSource(
                  io.matriarch.core.model.NodeName.of("x"), "127.0.0.1", silent.getLocalPort()),
              TestNode.CLUSTER);
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread task =
          new Thread(
              () -> {
                try {
                  b.resource.rebuild(request, new TestTask());
                } catch (Exception e) {
                  ended.complete(e);
                }
              },
              "rebuild");
      task.start();
      await().until(() -> baseBackups() == 1);

      task.interrupt();

      assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(TaskCancelled.class);
      assertThat(baseBackups()).isZero();
    }
    b.startFollowing(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
  }

  private static long baseBackups() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith("pg_basebackup"))
        .count();
  }

  @Test
  void aFenceEndsAServerThatIsStillStarting() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    b.stop(StopMode.FAST);
    b.with(c -> c.recoveryConf(java.util.Map.of("restore_command", "sleep 1000")));
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread task =
        new Thread(
            () -> {
              try {
                b.startFollowing(a);
              } catch (Exception e) {
                ended.complete(e);
              }
            },
            "start");
    task.start();
    await().until(() -> b.look().running() == RunPhase.STARTING);

    b.resource.fence();

    assertThat(ended.get(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(b.look().running()).isEqualTo(RunPhase.STOPPED);
  }
}
