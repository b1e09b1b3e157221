package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What the program does instead of running a node, as its operator sees it. */
class ArgumentsTest {
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
  void allProblemsAreLinesOnStandardError() throws Exception {
    node.start(
        "--validate-config",
        node.write(node.yaml() + "bootstrap: {dcs: {ttl: 2, loop_wait: x}}\n"));

    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.lines())
        .containsExactly(
            "restapi.connect_address is missing",
            "bootstrap.dcs.ttl 2 is too small; use at least 3",
            "bootstrap.dcs.loop_wait x is not a number; use an integer",
            "postgresql.connect_address is missing",
            "zookeeper.hosts 127.0.0.1:%d cannot be reached; start that server, or correct the address"
                .formatted(node.storePort));
    assertThat(node.output()).isEmpty();
  }

  @Test
  void aGoodConfigurationIsPrintedWithTheEnvironmentAndWithoutSecrets() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket store = new ServerSocket(node.storePort, 5, loopback);
        ServerSocket busy = new ServerSocket(node.sqlPort, 5, loopback)) {
      node.start(
          Map.of(
              "PATRONI_RESTAPI_CONNECT_ADDRESS", "10.0.0.1:8008",
              "PATRONI_POSTGRESQL_CONNECT_ADDRESS", "10.0.0.1:5432",
              "PATRONI_REPLICATION_PASSWORD", "hidden"),
          "--validate-config",
          "-i",
          "-p",
          node.write(node.yaml()));

      assertThat(node.exitCode()).isZero();
      assertThat(busy.isBound() && store.isBound()).isTrue();
    }
    assertThat(node.lines()).isEmpty();
    assertThat(node.output())
        .contains("scope: demo", "  connect_address: 10.0.0.1:8008", "      password: '***'")
        .noneMatch(line -> line.contains("secret") || line.contains("hidden"));
  }

  @Test
  void twoModesAtOnceAreMisuse() throws Exception {
    node.start("--validate-config", "--generate-sample-config", "x.yml");

    assertThat(node.exitCode()).isEqualTo(2);
    assertThat(node.lines().get(0)).startsWith("matriarch: ");
    assertThat(node.lines()).noneMatch(line -> line.contains("\tat "));
  }

  @Test
  void anUnknownOptionIsMisuse() throws Exception {
    node.start("--sing");

    assertThat(node.exitCode()).isEqualTo(2);
    assertThat(node.lines().get(0)).isEqualTo("matriarch: Unknown option: '--sing'");
  }

  @Test
  void aSampleIsWritten() throws Exception {
    Path file = folder.resolve("sample.yml");
    node.start(Map.of("PATRONI_SCOPE", "batman"), "--generate-sample-config", file);

    assertThat(node.exitCode()).isZero();
    assertThat(Files.readAllLines(file)).contains("scope: batman");
  }

  @Test
  void theHelpNamesEveryOption() throws Exception {
    node.start("--help");

    assertThat(node.exitCode()).isZero();
    assertThat(String.join("\n", node.output()))
        .contains("--validate-config", "--print", "--generate-sample-config", "--version");
  }
}
