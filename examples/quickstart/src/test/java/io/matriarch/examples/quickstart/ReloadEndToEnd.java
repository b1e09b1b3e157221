package io.matriarch.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.NodeFile;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** An operator edits the file of a running node; and what the environment tells it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ReloadEndToEnd {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(30);

  private RunningCluster running;
  private DemoNode node;
  private String file;

  @BeforeAll
  void start() throws Exception {
    running = RunningCluster.prepare(Timing.ofTtl(20), 1);
    node = running.cluster().nodes().get(0);
    file = Files.readString(node.spec().configuration());
    String password = running.cluster().file().passwords().superuser();
    write(file.replace(password, "overruled-by-the-environment"));
    node.start(Map.of("PATRONI_SUPERUSER_PASSWORD", password));
    running.cluster().awaitPrimary(START);
  }

  @AfterAll
  void stop() throws Exception {
    if (running != null) {
      running.stop();
    }
  }

  @Test
  void programsOfTheServerDoNotInheritSettings() throws Exception {
    String pid = Files.readAllLines(node.spec().dataDirectory().resolve("postmaster.pid")).get(0);

    assertThat(Files.readString(Path.of("/proc", pid, "environ"))).doesNotContain("PATRONI_");
  }

  @Test
  void theSignalAppliesTagsAndParameters() throws Exception {
    write(
        file.replace("  parameters:\n", "  parameters:\n    work_mem: 7MB\n")
            + "\ntags: {zone: north, clonefrom: true}\n");

    signal("HUP");

    Wait.until("the parameter", SOON, () -> show("work_mem").equals("7MB"));
    Wait.until(
        "the tag",
        SOON,
        () -> node.rest().document("/patroni").orElseThrow().toString().contains("north"));
  }

  @Test
  void theServersOwnFilesAreWrittenAnewEvenIfNothingHasChanged() throws Exception {
    Path conf = node.spec().dataDirectory().resolve("postgresql.conf");
    Files.writeString(conf, Files.readString(conf) + "\nwork_mem = '9MB' # by hand\n");

    assertThat(node.rest().send("POST", "/reload", "").code()).isEqualTo(202);

    Wait.until("the file", SOON, () -> !Files.readString(conf).contains("by hand"));
  }

  @Test
  void aBrokenFileLeavesTheServerAlone() throws Exception {
    String before = show("shared_buffers");
    write(file + "\npostgresql: [\n");

    signal("HUP");

    Wait.until(
        "a line about it",
        SOON,
        () -> node.log().stream().anyMatch(line -> line.text().contains("stays as it was")));
    assertThat(show("shared_buffers")).isEqualTo(before);
    write(file);
  }

  private void write(String text) throws IOException {
    NodeFile.write(node.spec().configuration(), text);
  }

  private void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(node.agentPid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private String show(String parameter) throws SQLException {
    try (Connection connection = running.cluster().database().node(node.spec(), "test");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW " + parameter)) {
      result.next();
      return result.getString(1);
    }
  }
}
