package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An archive that does not answer, or not yet. */
class HangingCommandsTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void aHangingRestoreCommandDoesNotBlockThePromotion() throws Exception {
    Path hang = harness.folder().resolve("hang");
    TestNode a = harness.node("a").primary();
    TestNode b =
        harness
            .node("b")
            .with(
                c ->
                    c.recoveryConf(
                        Map.of(
                            "restore_command",
                            "if [ -e '" + hang + "' ]; then sleep 1000; else false; fi # %f")));
    b.cloneFrom(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
    Files.createFile(hang);
    a.resource.fence();
    await().atMost(Duration.ofSeconds(10)).until(() -> restoreCommandRuns(b));
    TestTask task = new TestTask();

    long begin = System.nanoTime();
    b.resource.promote(TestNode.permit(), task);
    Figures.note(
        "promote with a hanging restore_command",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));

    assertThat(b.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(b.look().position().orElseThrow().epoch()).isEqualTo(2);
    assertThat(task.stages).extracting(TaskStage::detail).anyMatch(d -> d.contains("hangs"));
    assertThat(restoreCommandRuns(b)).isFalse();
    try (var files = Files.list(b.dataDir)) {
      assertThat(files).noneMatch(p -> p.toString().contains("given_up"));
    }
  }

  private static boolean restoreCommandRuns(TestNode node) throws Exception {
    return ProcessHandle.of(node.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .anyMatch(p -> p.info().command().orElse("").endsWith("sleep"));
  }

  @Test
  void aHangingArchiveCommandDoesNotBlockTheHandOver() throws Exception {
    TestNode a =
        harness
            .node("a")
            .with(
                c ->
                    c.parameters(
                            TestNode.parameters(
                                Map.of("archive_mode", "on", "archive_command", "sleep 1000")))
                        .pgCtlTimeout(Duration.ofSeconds(4)));
    a.primary();
    TestNode b = harness.node("b").cloneFrom(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
    a.sql("CREATE TABLE t AS SELECT 1");
    a.sql("SELECT pg_switch_wal()");
    TestTask task = new TestTask();

    CompletableFuture<Void> stop =
        CompletableFuture.runAsync(
            () -> {
              try {
                a.resource.stop(StopMode.GRACEFUL, task);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });

    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> task.stage(TaskStage.Kind.SHUTDOWN_CHECKPOINT_WRITTEN).isPresent());
    assertThat(stop).isNotDone();
    long last =
        task.stage(TaskStage.Kind.SHUTDOWN_CHECKPOINT_WRITTEN)
            .flatMap(TaskStage::position)
            .orElseThrow()
            .offset();
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> b.look().position().orElseThrow().offset() >= last);
    b.promote();
    assertThat(b.ask("SELECT count(*) FROM t")).isEqualTo("1");
    assertThat(stop).isNotDone();
    stop.get(10, TimeUnit.SECONDS);
    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
    assertThat(a.look().cleanShutdown()).isTrue();
  }

  @Test
  void whatWasNotArchivedBeforeTheCrashIsArchivedBeforeItIsUndone() throws Exception {
    Path archive = Files.createDirectory(harness.folder().resolve("archive"));
    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path open = harness.folder().resolve("open");
    TestNode a =
        harness
            .node("a")
            .with(
                c ->
                    c.parameters(
                        TestNode.parameters(
                            Map.of(
                                "archive_mode",
                                "on",
                                "archive_command",
                                "test -e " + open + " && cp %p " + archive + "/%f"))));
    a.primary();
    TestNode b = harness.node("b").cloneFrom(a);
    b.stop(StopMode.FAST);
    a.sql("CREATE TABLE t AS SELECT 1");
    String segment = a.ask("SELECT pg_walfile_name(pg_switch_wal())");
    a.sql("CREATE TABLE u AS SELECT 1");
    a.resource.fence();
    b.startFollowing(a);
    b.promote();
    await().atMost(Duration.ofSeconds(10)).until(() -> !b.look().checkpointPending());
    assertThat(archive.resolve(segment)).doesNotExist();
    Files.createFile(open);

    a.resource.realign(new FollowRequest(b.asSource(), TestNode.CLUSTER), new TestTask());

    assertThat(archive.resolve(segment)).exists();
  }
}
