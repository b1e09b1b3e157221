package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The data directory is renamed under a server that an earlier agent launched: as with a volume
 * that was detached, the server goes on in the files that it has, its lock file among them.
 */
@DisplayName("A server whose data directory is gone")
class VanishedDataTest {
  private static final Duration COLLECTED = Duration.ofSeconds(30);

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private TestNode a;
  private long pid;

  @BeforeEach
  void aPrimaryLosesItsDirectory() throws Exception {
    a = harness.node("a").primary();
    pid = a.pid();
    a.adopt();
    assertThat(a.look().running()).isEqualTo(RunPhase.RUNNING);
    Files.move(a.dataDir, a.dataDir.resolveSibling("elsewhere"));
    a.sql("CREATE TABLE written()");
  }

  /** Not even a test that fails may leave it behind. */
  @AfterEach
  void kill() {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  @DisplayName("is reported as one that may write, and not as stopped")
  void itIsNotTakenForStopped() {
    ResourceReport report = a.look();

    assertThat(report.data()).isEqualTo(DataState.EMPTY);
    assertThat(report.running()).isEqualTo(RunPhase.UNRESPONSIVE);
    assertThat(report.role()).isEqualTo(Role.PRIMARY);
    assertThat(report.problem().orElseThrow()).contains("empty or gone");
  }

  @Test
  @DisplayName("is ended by a fence")
  void aFenceEndsIt() {
    a.resource.fence();

    assertEnded();
  }

  @Test
  @DisplayName("is ended by a stop, whatever else stands in its place")
  void aStopEndsIt() throws Exception {
    Path letter = Files.createDirectory(a.dataDir).resolve("letter.txt");
    Files.writeString(letter, "dear");
    assertThat(a.look().running()).isEqualTo(RunPhase.UNRESPONSIVE);

    a.stop(StopMode.FAST);

    assertEnded();
    assertThat(letter).exists();
  }

  private void assertEnded() {
    // Ended is one thing; a process stays alive for Java until the system has collected it.
    await()
        .atMost(COLLECTED)
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
  }
}
