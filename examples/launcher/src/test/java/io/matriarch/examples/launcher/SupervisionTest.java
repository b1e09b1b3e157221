package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script as supervisor; in the place of Java stands a script. */
class SupervisionTest {
  /**
   * Ends at once with the code that the folder says, if it says one; else runs until told to end.
   */
  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in *-version*) echo 'openjdk version "17.0.1"' >&2; exit 0 ;; esac
      trap 'echo reload >>events' HUP
      trap 'echo end >>events; exit 0' TERM
      echo "started $*" >>events
      [ ! -e code ] || exit "$(cat code)"
      while :; do sleep 0.1; done
      """;

  @TempDir private Path folder;
  private Process supervisor;

  @BeforeEach
  void prepare() throws IOException {
    Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
    Files.writeString(java, JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("home/bin"));
    Files.createDirectories(folder.resolve("home/lib"));
    Files.copy(Path.of("src/main/dist/bin/matriarch"), folder.resolve("home/bin/matriarch"));
  }

  @AfterEach
  void kill() throws InterruptedException {
    List<ProcessHandle> children = supervisor.descendants().toList();
    supervisor.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    children.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void aKilledNodeIsStartedAgainAndSignalsReachTheNewOne() throws Exception {
    start();
    awaitEvents("started", 1);

    node().destroyForcibly();
    awaitEvents("started", 2);
    signal("HUP");
    awaitEvents("reload", 1);
    signal("TERM");

    assertThat(exitCode()).isZero();
    assertThat(events("end")).hasSize(1);
    assertThat(events("started")).allMatch(line -> line.endsWith("Main node.yml"));
    assertThat(lines()).containsExactly(said(137, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anEndThatIsMeantIsTheEnd(int code) throws Exception {
    Files.writeString(folder.resolve("code"), Integer.toString(code));
    start();

    assertThat(exitCode()).isEqualTo(code);
    assertThat(events("started")).hasSize(1);
    assertThat(lines()).isEmpty();
  }

  @Test
  void aNodeThatDoesNotStayIsStartedEverMoreSlowlyAndAPauseCanBeEnded() throws Exception {
    Files.writeString(folder.resolve("code"), "70");
    start();
    await().atMost(NodeProcess.PATIENCE).until(() -> lines().contains(said(70, 3)));

    signal("TERM");

    assertThat(exitCode()).isZero();
    assertThat(lines()).containsExactly(said(70, 0), said(70, 1), said(70, 3));
    assertThat(events("started")).hasSize(3);
  }

  @Test
  void aKilledSupervisorLeavesItsNodeRunning() throws Exception {
    start();
    awaitEvents("started", 1);
    ProcessHandle node = node();

    supervisor.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    assertThat(node.isAlive()).isTrue();
    node.destroy();

    awaitEvents("end", 1);
  }

  private void start() throws IOException {
    List<String> command = new ArrayList<>(NodeProcess.SIGNALS_AS_USUAL);
    String script = folder.resolve("home/bin/matriarch").toString();
    command.addAll(List.of("sh", script, "--supervise", "node.yml"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
    supervisor = builder.start();
  }

  private ProcessHandle node() {
    return supervisor.children().findFirst().orElseThrow();
  }

  private int exitCode() throws InterruptedException {
    assertThat(supervisor.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return supervisor.exitValue();
  }

  private void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(supervisor.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private static String said(int code, int pause) {
    return "matriarch: the node ended unexpectedly, with code %d; next start in %d s"
        .formatted(code, pause);
  }

  /** What the supervisor says; a shell may report a child's death as well. */
  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("err")).stream()
        .filter(line -> line.startsWith("matriarch: "))
        .toList();
  }

  private void awaitEvents(String word, int count) {
    await().atMost(NodeProcess.PATIENCE).until(() -> events(word).size() == count);
  }

  private List<String> events(String word) throws IOException {
    Path events = folder.resolve("events");
    return Files.exists(events)
        ? Files.readAllLines(events).stream().filter(line -> line.startsWith(word)).toList()
        : List.of();
  }
}
