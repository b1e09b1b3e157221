package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Term;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestartTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private static StartRequest asPrimary(Permit permit) {
    return new StartRequest(Optional.of(permit), Optional.empty(), TestNode.CLUSTER);
  }

  @Test
  void aPrimaryIsRestartedInPlaceWhileAClientTriesOn() throws Exception {
    TestNode a =
        harness.node("a").with(c -> c.parameters(TestNode.parameters(Map.of("fsync", "on"))));
    a.primary();
    for (int round = 0; round < Integer.getInteger("rounds", 1); round++) {
      String before = a.ask("SELECT pg_postmaster_start_time()");
      try (WriteGap client = new WriteGap(a)) {
        await().atMost(Duration.ofSeconds(10)).until(() -> client.written() > 200);
        a.resource.restart(asPrimary(TestNode.permit()), new TestTask());
        long then = client.written() + 100;
        await().atMost(Duration.ofSeconds(10)).until(() -> client.written() > then);
        Figures.note("write gap of a restart in place", client.longestMillis());
        assertThat(client.longestMillis()).isLessThan(5_000);
      }
      assertThat(a.ask("SELECT pg_postmaster_start_time()")).isNotEqualTo(before);
      assertThat(a.look().position().orElseThrow().epoch()).isEqualTo(1);
    }
  }

  @Test
  void aReplicaStaysAReplica() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    StartRequest request =
        new StartRequest(Optional.empty(), Optional.of(a.asSource()), TestNode.CLUSTER);

    b.resource.restart(request, new TestTask());

    assertThat(b.look().role()).isEqualTo(Role.REPLICA);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
  }

  @Test
  void whoLosesTheRightToWriteMeanwhileIsNotStartedAgain() throws Exception {
    TestNode a = harness.node("a").primary();
    Permit expired = new Permit.LeasePermit(new Term(1), TestTicker.REAL.now());

    assertThatThrownBy(() -> a.resource.restart(asPrimary(expired), new TestTask()))
        .isInstanceOf(TaskCancelled.class);

    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
    assertThat(a.look().cleanShutdown()).isTrue();
  }

  @Test
  void aFenceDuringTheStopEndsTheRestart() throws Exception {
    TestNode a = harness.node("a").primary();
    TestTask task =
        new TestTask() {
          @Override
          public void stage(TaskStage stage) {
            if (stage.kind() == TaskStage.Kind.SHUTDOWN_CHECKPOINT_WRITTEN) {
              a.resource.fence();
            }
          }
        };

    assertThatThrownBy(() -> a.resource.restart(asPrimary(TestNode.permit()), task))
        .isInstanceOf(TaskCancelled.class);

    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
  }
}
