package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bad input: one clear line each, and nothing is touched. */
class UnusableDataTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void dataOfAnotherMajorVersionIsRefused() throws Exception {
    TestNode a = harness.node("a").primary();
    a.stop(StopMode.FAST);
    Files.writeString(a.dataDir.resolve("PG_VERSION"), "12\n");

    assertThat(problem(a)).contains("PostgreSQL 12").contains("bin_dir");
    assertThatThrownBy(a::startAsPrimary)
        .isInstanceOf(ResourceException.class)
        .matches(e -> ((ResourceException) e).fatal());
  }

  @Test
  void aDirectoryOfSomebodyElseIsRefused() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    TestNode a = harness.node("a").primary();
    a.stop(StopMode.FAST);
    Files.setOwner(
        a.dataDir,
        a.dataDir.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

    assertThat(problem(a)).contains("belongs to nobody");
  }

  @Test
  void aDirectoryThatIsOpenToOthersIsRefused() throws Exception {
    TestNode a = harness.node("a").primary();
    a.stop(StopMode.FAST);
    Files.setPosixFilePermissions(a.dataDir, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(problem(a)).contains("chmod");
  }

  @Test
  void aDirectoryWithSomethingElseInItIsRefusedAndLeftAlone() throws Exception {
    TestNode a = harness.node("a");
    Files.createDirectories(a.dataDir);
    Files.writeString(a.dataDir.resolve("letter.txt"), "dear");

    assertThat(problem(a)).contains("is not empty and holds no PostgreSQL data");
    assertThatThrownBy(a::bootstrap).hasMessageContaining("not empty");
    try (Stream<Path> files = Files.list(a.dataDir)) {
      assertThat(files).containsExactly(a.dataDir.resolve("letter.txt"));
    }
  }

  @Test
  void aPathThatIsNoDirectoryIsRefused() throws Exception {
    TestNode a = harness.node("a");
    Files.createDirectories(a.dataDir.getParent());
    Files.writeString(a.dataDir, "");

    assertThat(problem(a)).contains("is not a readable directory");
  }

  @Test
  void missingProgramsAreNamed() {
    TestNode a = harness.node("a").with(c -> c.binDir(harness.folder()));

    assertThat(problem(a)).contains("bin_dir");
  }

  @Test
  void aServerThatDoesNotStartSaysWhy() throws Exception {
    TestNode a = harness.node("a").primary();
    a.stop(StopMode.FAST);
    a.with(c -> c.parameters(TestNode.parameters(Map.of("shared_preload_libraries", "nosuch"))));

    assertThatThrownBy(a::startAsPrimary)
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("did not start")
        .hasMessageContaining("could not access file \"nosuch\"");
  }

  @Test
  void aFailedBootstrapIsKeptUnderAnotherName() throws Exception {
    TestNode a = harness.node("a");
    a.with(c -> c.parameters(TestNode.parameters(Map.of("shared_preload_libraries", "nosuch"))));

    assertThatThrownBy(a::bootstrap).hasMessageContaining("kept as");

    assertThat(a.look().data()).isEqualTo(DataState.EMPTY);
    assertThat(a.look().role()).isEqualTo(Role.UNINITIALIZED);
    try (Stream<Path> files = Files.list(a.dataDir.getParent())) {
      assertThat(files).anyMatch(p -> p.getFileName().toString().startsWith("data.failed-"));
    }
  }

  @Test
  void aFileThatNamesAForeignProcessDoesNotCountAsARunningServer() throws Exception {
    TestNode a = harness.node("a").primary();
    List<String> file = Files.readAllLines(a.dataDir.resolve("postmaster.pid"));
    a.stop(StopMode.FAST);
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      file.set(0, Long.toString(foreign.pid()));
      Files.write(a.dataDir.resolve("postmaster.pid"), file);

      assertThat(a.look().running()).isEqualTo(RunPhase.STOPPED);
      a.adopt();
      a.startAsPrimary();

      assertThat(a.pid()).isNotEqualTo(foreign.pid());
      assertThat(a.look().running()).isEqualTo(RunPhase.RUNNING);
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }

  @Test
  void anOptionOfInitdbThatIsNotAllowedIsNamed() {
    TestNode a = harness.node("a").with(c -> c.initdbOptions(List.of("--pwfile=/tmp/x")));

    assertThatThrownBy(a::bootstrap).hasMessageContaining("'pwfile' is not allowed");
    assertThat(a.look().data()).isEqualTo(DataState.EMPTY);
  }

  private static String problem(TestNode node) {
    ResourceReport report = node.look();
    assertThat(report.data()).isEqualTo(DataState.INACCESSIBLE);
    assertThat(report.problem().orElseThrow()).doesNotContain("\n");
    return report.problem().orElseThrow();
  }
}
