package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
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

/** The start script as the first process of a container; in the place of Java stands a script. */
class FirstProcessTest {
  private static final List<String> CONTAINER =
      List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");

  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in *-version*) echo 'openjdk version "17.0.1"' >&2; exit 0 ;; esac
      trap 'echo reload >>events' HUP
      trap 'echo end >>events; exit 7' TERM
      # An orphan, which only the first process can collect.
      sh -c 'sleep 0.2 & exit 0'
      echo "started $*" >>events
      while :; do
        cat /proc/[0-9]*/stat 2>/dev/null | grep -c ' Z 1 ' >zombies
        sleep 0.1
      done
      """;

  @TempDir private Path folder;
  private Process process;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    List<String> probe = new ArrayList<>(CONTAINER);
    probe.add("true");
    assumeThat(new ProcessBuilder(probe).start().waitFor()).as("may make containers").isZero();
    Path bin = Files.createDirectories(folder.resolve("java/bin"));
    Files.writeString(bin.resolve("java"), JAVA);
    Files.setPosixFilePermissions(
        bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("home/bin"));
    Files.createDirectories(folder.resolve("home/lib"));
    Files.copy(Path.of("src/main/dist/bin/matriarch"), folder.resolve("home/bin/matriarch"));
  }

  @AfterEach
  void kill() throws InterruptedException {
    if (process != null && process.isAlive()) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void itPassesSignalsOnCollectsOrphansAndEndsAsTheNodeDoes() throws Exception {
    List<String> command = new ArrayList<>(NodeProcess.SIGNALS_AS_USUAL);
    command.addAll(CONTAINER);
    command.addAll(List.of("sh", folder.resolve("home/bin/matriarch").toString(), "node.yml"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
    process = builder.start();
    await().atMost(NodeProcess.PATIENCE).until(() -> said("started").endsWith("node.yml"));

    ProcessHandle first = process.children().findFirst().orElseThrow();
    signal("HUP", first);
    await().atMost(NodeProcess.PATIENCE).until(() -> !said("reload").isEmpty());
    await()
        .atMost(NodeProcess.PATIENCE)
        .until(() -> Files.readString(folder.resolve("zombies")).strip().equals("0"));
    signal("INT", first);

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(7);
    assertThat(said("end")).isEqualTo("end");
  }

  private String said(String word) throws IOException {
    Path events = folder.resolve("events");
    return Files.exists(events)
        ? Files.readAllLines(events).stream()
            .filter(line -> line.startsWith(word))
            .findFirst()
            .orElse("")
        : "";
  }

  private static void signal(String name, ProcessHandle to)
      throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start().waitFor())
        .isZero();
  }
}
