package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as its operator sees it: lines on standard error, and the exit code. */
class MainTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Path errors;
  private Path dataDir;
  private Path programs;
  private int restPort;
  private Process process;

  @BeforeEach
  void prepare() throws IOException {
    errors = folder.resolve("stderr");
    dataDir = folder.resolve("data");
    restPort = freePort();
    programs = Files.createDirectory(folder.resolve("bin"));
    Files.createFile(
        programs.resolve("postgres"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  @AfterEach
  void kill() throws InterruptedException {
    if (process != null && process.isAlive()) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void theVersionIsPrinted() throws Exception {
    start("--version");

    assertThat(exitCode()).isZero();
  }

  @Test
  void wrongArgumentsAreMisuse() throws Exception {
    start();

    assertThat(exitCode()).isEqualTo(2);
    assertThat(lines()).containsExactly("usage: matriarch CONFIG.yml | --version");
  }

  @Test
  void aMissingFileIsOneLine() throws Exception {
    start("nowhere.yml");

    assertThat(exitCode()).isEqualTo(1);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .endsWith("ERROR: nowhere.yml: does not exist; name the node's YAML file");
  }

  @Test
  void aWrongValueIsOneLineAndNothingIsTouched() throws Exception {
    start(config("data_dir: " + dataDir + "\n  use_pg_rewind: perhaps"));

    assertThat(exitCode()).isEqualTo(1);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .contains("postgresql.use_pg_rewind: 'perhaps' is not a boolean; use true or false");
    assertThat(dataDir).doesNotExist();
  }

  @Test
  void aWrongStoreSettingIsOneLine() throws Exception {
    String file = config("data_dir: " + dataDir);
    Files.writeString(
        Path.of(file), Files.readString(Path.of(file)).replaceFirst("hosts: .*}", "port: 1}"));
    start(file);

    assertThat(exitCode()).isEqualTo(1);
    assertThat(lines()).filteredOn(line -> line.contains("ERROR")).hasSize(1);
    assertThat(lines().get(lines().size() - 1)).contains("zookeeper", "hosts");
  }

  @Test
  void aBusyPortIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(restPort, 1, InetAddress.getByName("127.0.0.1"))) {
      start(config("data_dir: " + dataDir));

      assertThat(exitCode()).isEqualTo(1);
      assertThat(lines()).hasSize(1);
      assertThat(lines().get(0))
          .contains("restapi.listen: '127.0.0.1:" + taken.getLocalPort() + "' cannot be used");
    }
  }

  @Test
  void aDataDirectoryThatIsNoneIsOneLine() throws Exception {
    Files.writeString(dataDir, "a file");

    start(config("data_dir: " + dataDir));

    assertThat(exitCode()).isEqualTo(1);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .contains("postgresql.data_dir: '" + dataDir + "' is not a directory");
    assertThat(dataDir).hasContent("a file");
  }

  @Test
  void aDirectoryWithoutTheServersProgramsIsOneLine() throws Exception {
    String file = config("data_dir: " + dataDir);
    Files.delete(programs.resolve("postgres"));

    start(file);

    assertThat(exitCode()).isEqualTo(1);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .contains("postgresql.bin_dir: '" + programs + "' has no program 'postgres'");
  }

  @Test
  void withoutItsStoreItWaitsAnswersAndEndsInOrderWhenAsked() throws Exception {
    start(config("data_dir: " + dataDir));

    await().atMost(PATIENCE).until(() -> code("/liveness") == 200);
    assertThat(code("/primary")).isEqualTo(503);
    assertThat(code("/patroni")).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .until(() -> lines().stream().anyMatch(l -> l.contains("WARNING: waiting for the store")));
    process.destroy();

    assertThat(exitCode()).isZero();
    assertThat(dataDir).doesNotExist();
    assertThat(String.join("\n", lines())).doesNotContain("secret", "\tat ");
  }

  private String config(String dataDirectory) throws IOException {
    Path file = folder.resolve("node.yml");
    Files.writeString(
        file,
        """
        scope: demo
        name: a
        restapi: {listen: "127.0.0.1:%d"}
        zookeeper: {hosts: "127.0.0.1:%d"}
        postgresql:
          listen: 127.0.0.1:%d
          bin_dir: %s
          authentication:
            superuser: {username: postgres, password: secret}
            replication: {username: replicator, password: secret}
          %s
        """
            .formatted(restPort, freePort(), freePort(), programs, dataDirectory));
    return file.toString();
  }

  private void start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
  }

  private int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(errors);
  }

  private int code(String path) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
