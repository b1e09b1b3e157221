package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running process that is asked to read its configuration again. */
class ReloadTest {
  @TempDir private Path folder;
  private NodeProcess node;

  @BeforeEach
  void prepare() throws IOException {
    node = new NodeProcess(folder);
  }

  @AfterEach
  void kill() throws InterruptedException {
    node.kill();
  }

  @Test
  void theSignalAppliesWhatHasChangedAndNamesWhatCannot() throws Exception {
    running(node.yaml());

    node.write(
        node.yaml().replace("name: a", "name: b")
            + "unknown: 1\ntags: {nofailover: false, failover_priority: 0}\n");
    node.signal("HUP");

    said("INFO: the configuration was read again");
    said("WARNING: name: is changed when the agent is started anew");
    said("unknown: is not known to");
    said(
        "Conflicting configuration between nofailover: False and failover_priority: 0."
            + " Defaulting to nofailover: False");
    assertThat(node.isAlive()).isTrue();
  }

  @Test
  void aBrokenFileIsOneLineAndChangesNothing() throws Exception {
    running(node.yaml());

    node.write(node.yaml() + "log: {level: loud}\n");
    node.signal("HUP");

    said("log.level: 'loud' is not a level; use DEBUG, INFO, WARNING, ERROR or CRITICAL;");
    assertThat(node.lines()).filteredOn(line -> line.contains("ERROR")).hasSize(1);

    node.write(node.yaml());
    node.signal("HUP");

    said("nothing has changed");
    assertThat(node.code("GET", "/liveness")).isEqualTo(200);
  }

  @Test
  void theLogMayMoveIntoAFileOfItsOwn() throws Exception {
    running(node.yaml());
    Path logs = Files.createDirectory(folder.resolve("logs"));

    node.write(
        node.yaml()
            + "log: {dir: "
            + logs
            + ", mode: 0600, type: json, static_fields: {app: demo}, level: DEBUG,"
            + " format: [message, {levelname: level}]}\n");
    node.signal("HUP");

    Path file = logs.resolve("patroni.log");
    await().atMost(NodeProcess.PATIENCE).until(() -> Files.exists(file) && Files.size(file) > 0);
    node.write(node.yaml());
    node.signal("HUP");
    await()
        .atMost(NodeProcess.PATIENCE)
        .until(() -> Files.readString(file).contains("the configuration was read again"));
    List<String> lines = Files.readAllLines(file);

    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(lines)
        .contains(
            "{\"message\":\"the configuration was read again\",\"level\":\"INFO\","
                + "\"app\":\"demo\"}");
  }

  @Test
  void aRequestOfTheRestApiDoesTheSame() throws Exception {
    running(node.yaml());

    assertThat(node.code("POST", "/reload")).isEqualTo(202);

    said("nothing has changed");
  }

  @Test
  void theRestApiFollows() throws Exception {
    running(node.yaml());
    assertThat(node.code("POST", "/reload")).isEqualTo(202);

    node.write(
        node.yaml()
            .replace("restapi: {", "restapi: {authentication: {username: u, password: secret}, "));
    node.signal("HUP");

    await().atMost(NodeProcess.PATIENCE).until(() -> node.code("POST", "/reload") == 401);
    assertThat(node.code("GET", "/liveness")).isEqualTo(200);
  }

  private void running(String yaml) throws Exception {
    node.start(node.write(yaml));
    await().atMost(NodeProcess.PATIENCE).until(() -> node.code("GET", "/liveness") == 200);
  }

  private void said(String text) {
    await().atMost(NodeProcess.PATIENCE).until(() -> node.said(text));
  }
}
