package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An agent is killed with {@code kill -9} while it creates a cluster. What it made may lack the
 * roles that a cluster needs, so the next agent must not take it for one.
 */
class KilledCreationTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private ScriptFolder scripts;
  private TestNode a;

  @BeforeEach
  void emptyNode() throws Exception {
    scripts = new ScriptFolder(harness.folder());
    a = harness.node("a");
    Files.createDirectories(a.dataDir.getParent());
  }

  @Test
  void aServerThatRunsWithoutItsRolesIsEndedAndPutAside() throws Exception {
    scripts.script("fill", "touch $DIR/begun; sleep 1000");

    killWhenBegun("post_bootstrap", "fill");

    assertThat(a.dataDir.resolve("postmaster.pid")).exists();
    assertIsPutAside();
    a.bootstrap();
    assertThat(a.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(a.ask("SELECT count(*) FROM pg_roles WHERE rolname = 'replicator'")).isEqualTo("1");
  }

  @Test
  void halfADirectoryIsPutAside() throws Exception {
    String initdb = PostgresHarness.binDir() + "/initdb \"$@\"";
    scripts.script("half", initdb + "; touch $DIR/begun; sleep 1000");

    killWhenBegun("initdb", "half");

    Path password = a.config.passFile().resolveSibling("data.pgpass.initdb");
    assertThat(a.dataDir.resolve("PG_VERSION")).exists();
    assertThat(password).exists();
    assertIsPutAside();
    assertThat(password).doesNotExist();
  }

  @Test
  void whatCameAboutIsLeftAlone() throws Exception {
    a.bootstrap();
    a.adopt();

    assertThat(a.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(beside()).isEmpty();
  }

  private void killWhenBegun(String program, String instead) throws Exception {
    KillableAgent agent = KillableAgent.begin(a, a, "create", program, scripts.path(instead));
    await().atMost(LONG).until(() -> scripts.has("begun") || !agent.isAlive());
    assertThat(agent.isAlive()).as("still at work").isTrue();
    agent.kill();
    a.adopt();
  }

  private void assertIsPutAside() throws Exception {
    ResourceReport report = a.look();

    assertThat(report.data()).isEqualTo(DataState.EMPTY);
    assertThat(report.running()).isEqualTo(RunPhase.STOPPED);
    assertThat(programs()).as("what the former agent ran").isZero();
    assertThat(beside()).singleElement().asString().startsWith("data.failed-");
  }

  private long programs() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(scripts.path("").toString()))
        .count();
  }

  private List<String> beside() throws Exception {
    try (Stream<Path> files = Files.list(a.dataDir.getParent())) {
      return files
          .map(p -> p.getFileName().toString())
          .filter(name -> name.startsWith("data."))
          .filter(name -> !List.of("data.log", "data.pgpass").contains(name))
          .toList();
    }
  }
}
