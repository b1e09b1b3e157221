package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskStage;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LifeCycleTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void aNewClusterRunsWritableWithItsRoles() throws Exception {
    TestNode a = harness.node("a");
    assertThat(a.look().data()).isEqualTo(DataState.EMPTY);

    a.bootstrap();

    ResourceReport report = a.look();
    assertThat(report.problem()).isEmpty();
    assertThat(report.running()).isEqualTo(RunPhase.RUNNING);
    assertThat(report.role()).isEqualTo(Role.PRIMARY);
    assertThat(report.position().orElseThrow().epoch()).isEqualTo(1);
    assertThat(report.systemId().orElseThrow()).isNotEmpty();
    assertThat(report.realignPossible()).isTrue();
    assertThat(report.slots()).containsKey("a");
    assertThat(report.attributes()).containsKeys("server_version", "postmaster_start_time");
    assertThat(a.ask("SHOW max_connections")).isEqualTo("30");
    assertThat(a.ask("SHOW cluster_name")).isEqualTo("test-cluster");
    a.connect("rewinder", "rewind-secret").close();
  }

  @Test
  void aStoppedPrimaryStartsAgainWhereItWas() throws Exception {
    TestNode a = harness.node("a").primary();
    a.sql("CREATE TABLE t AS SELECT 1 AS x");
    TestTask task = new TestTask();

    a.resource.stop(StopMode.GRACEFUL, task);

    ResourceReport stopped = a.look();
    assertThat(stopped.running()).isEqualTo(RunPhase.STOPPED);
    assertThat(stopped.cleanShutdown()).isTrue();
    assertThat(stopped.role()).isEqualTo(Role.PRIMARY);
    TaskStage last = task.stage(TaskStage.Kind.SHUTDOWN_CHECKPOINT_WRITTEN).orElseThrow();
    assertThat(last.position()).isEqualTo(stopped.position());

    a.startAsPrimary();
    assertThat(a.ask("SELECT x FROM t")).isEqualTo("1");
    assertThat(a.look().position().orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void aCopyStreamsAndIsPromotedToANewTimeline() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    a.sql("CREATE TABLE t AS SELECT 1 AS x");
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
    ResourceReport replica = b.look();
    assertThat(replica.role()).isEqualTo(Role.REPLICA);
    assertThat(replica.sourceAddress()).contains("127.0.0.1:" + a.port);
    assertThat(replica.replicationState()).contains("streaming");
    long written = a.look().position().orElseThrow().offset();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> b.look().position().orElseThrow().offset() >= written);

    a.stop(StopMode.FAST);
    b.promote();

    ResourceReport primary = b.look();
    assertThat(primary.role()).isEqualTo(Role.PRIMARY);
    assertThat(primary.position().orElseThrow().epoch()).isEqualTo(2);
    assertThat(primary.history()).hasSize(1);
    b.sql("INSERT INTO t VALUES (2)");
    await().atMost(Duration.ofSeconds(10)).until(() -> !b.look().checkpointPending());
    assertThat(Files.exists(b.dataDir.resolve("standby.signal"))).isFalse();
  }

  @Test
  void fencingEndsTheServerAtOnce() throws Exception {
    TestNode a = harness.node("a").primary();

    long begin = System.nanoTime();
    a.resource.fence();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(took).isLessThan(Duration.ofSeconds(3));
    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
    Figures.note("fence", took.toMillis());
  }

  @Test
  void theServerHasASessionOfItsOwnSoThatItSurvivesTheAgent() throws Exception {
    TestNode a = harness.node("a").primary();

    String stat = Files.readString(java.nio.file.Path.of("/proc", Long.toString(a.pid()), "stat"));

    String session = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3];
    assertThat(session).isEqualTo(Long.toString(a.pid()));
  }

  @Test
  void anAdoptedServerIsStoppedPromotedAndFollowedLikeAnOwnOne() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
    b.look();
    a.adopt();
    b.adopt();

    a.stop(StopMode.FAST);
    b.promote();

    assertThat(a.look().cleanShutdown()).isTrue();
    assertThat(b.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(b.look().realignPossible()).isTrue();
  }

  @Test
  void dataOfAReplicaBecomesAPrimaryOnlyOnANewTimeline() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b = harness.node("b").cloneFrom(a);
    b.stop(StopMode.FAST);

    b.startAsPrimary();

    assertThat(b.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(b.look().position().orElseThrow().epoch()).isEqualTo(2);
  }

  @Test
  void stoppingWhatDoesNotRunOrDoesNotExistIsNoFailure() throws Exception {
    TestNode a = harness.node("a");
    a.stop(StopMode.FAST);
    a.primary();
    a.stop(StopMode.IMMEDIATE);

    a.stop(StopMode.GRACEFUL);

    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
    assertThat(a.look().cleanShutdown()).isFalse();
  }
}
