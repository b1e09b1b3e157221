package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as its operator sees it: lines on standard error, and the exit code. */
class MainTest {
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
  void theVersionIsPrinted() throws Exception {
    node.start("--version");

    assertThat(node.exitCode()).isZero();
    assertThat(node.output()).singleElement().asString().startsWith("matriarch ");
  }

  @Test
  void wrongArgumentsAreMisuse() throws Exception {
    node.start("one.yml", "two.yml");

    assertThat(node.exitCode()).isEqualTo(2);
    assertThat(node.lines()).anyMatch(line -> line.toLowerCase().contains("usage: matriarch"));
  }

  @Test
  void withoutAnyConfigurationItIsOneLine() throws Exception {
    node.start();

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).hasSize(1);
    assertThat(node.lines().get(0)).contains("no configuration: name the node's YAML file");
  }

  @Test
  void aMissingFileIsOneLine() throws Exception {
    node.start("nowhere.yml");

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).hasSize(1);
    assertThat(node.lines().get(0))
        .endsWith("CRITICAL: nowhere.yml: does not exist; name the node's YAML file");
  }

  @Test
  void aWrongValueIsOneLineAndNothingIsTouched() throws Exception {
    node.start(node.write(node.yaml() + "  use_pg_rewind: perhaps"));

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).hasSize(1);
    assertThat(node.lines().get(0))
        .contains("postgresql.use_pg_rewind: 'perhaps' is not a boolean; use true or false");
    assertThat(node.dataDir).doesNotExist();
  }

  @Test
  void aWrongVariableIsOneLineWithItsName() throws Exception {
    node.start(Map.of("PATRONI_RESTAPI_LISTEN", "nowhere"), node.write(node.yaml()));

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).hasSize(1);
    assertThat(node.lines().get(0)).contains("PATRONI_RESTAPI_LISTEN: restapi.listen: 'nowhere'");
  }

  @Test
  void aCommandThatIsNoneIsOneLine() throws Exception {
    node.start(node.write(node.yaml() + "  pre_promote: '/bin/x \"secret'"));

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).hasSize(1);
    assertThat(node.lines().get(0))
        .contains("node.yml: postgresql.pre_promote: the command has a \" that is not closed")
        .doesNotContain("secret");
  }

  @Test
  void aWrongStoreSettingIsOneLine() throws Exception {
    node.start(node.write(node.yaml().replaceFirst("hosts: .*}", "port: 1}")));

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).filteredOn(line -> line.contains("CRITICAL")).hasSize(1);
    assertThat(node.lines().get(node.lines().size() - 1)).contains("zookeeper", "hosts");
  }

  @Test
  void aBusyPortIsOneLine() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket taken = new ServerSocket(node.restPort, 1, loopback)) {
      node.start(node.write(node.yaml()));

      assertThat(node.exitCode()).isEqualTo(1);
      assertThat(node.lines()).hasSize(1);
      assertThat(node.lines().get(0))
          .contains("restapi.listen: '127.0.0.1:" + taken.getLocalPort() + "' cannot be used");
    }
  }

  @Test
  void aDataDirectoryThatIsNoneIsOneLine() throws Exception {
    Files.writeString(node.dataDir, "a file");

    node.start(node.write(node.yaml()));

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).hasSize(1);
    assertThat(node.lines().get(0))
        .contains("postgresql.data_dir: '" + node.dataDir + "' is not a directory");
    assertThat(node.dataDir).hasContent("a file");
  }

  @Test
  void aDirectoryWithoutTheServersProgramsIsOneLine() throws Exception {
    Files.delete(node.programs.resolve("postgres"));

    node.start(node.write(node.yaml()));

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).hasSize(1);
    assertThat(node.lines().get(0))
        .contains("postgresql.bin_dir: '" + node.programs + "' has no program 'postgres'");
  }

  @Test
  void aLogDirectoryThatIsNoneIsOneLine() throws Exception {
    node.start(node.write(node.yaml() + "log: {dir: /nowhere}\n"));

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines()).hasSize(1);
    assertThat(node.lines().get(0)).contains("log.dir: '/nowhere' is not a directory in which");
  }

  @Test
  void withoutItsStoreItWaitsAnswersAndEndsInOrderWhenAsked() throws Exception {
    node.start(node.write(node.yaml()));

    await().atMost(NodeProcess.PATIENCE).until(() -> node.code("GET", "/liveness") == 200);
    assertThat(node.code("GET", "/primary")).isEqualTo(503);
    assertThat(node.code("GET", "/patroni")).isEqualTo(200);
    await().atMost(NodeProcess.PATIENCE).until(() -> node.said("WARNING: waiting for the store"));
    node.signal("TERM");
    node.signal("TERM");

    assertThat(node.exitCode()).isZero();
    assertThat(node.dataDir).doesNotExist();
    assertThat(String.join("\n", node.lines())).doesNotContain("secret", "\tat ");
  }
}
