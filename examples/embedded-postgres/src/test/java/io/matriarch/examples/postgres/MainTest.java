package io.matriarch.examples.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static org.awaitility.Awaitility.await;

import io.matriarch.postgres.InstalledServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The example as a program")
class MainTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  private final HttpClient client = HttpClient.newHttpClient();
  private TestingServer zookeeper;
  private Path folder;
  private int port;
  private int api;
  private Process program;

  @BeforeEach
  void prepare() throws Exception {
    assumeThatCode(() -> InstalledServer.find(Path.of("nowhere"))).doesNotThrowAnyException();
    zookeeper = new TestingServer(true);
    folder = Files.createTempDirectory(Path.of("/tmp"), "matriarch-main");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    port = Members.freePort();
    api = Members.freePort();
  }

  @AfterEach
  void end() throws Exception {
    if (program != null) {
      program.destroy();
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    if (zookeeper != null) {
      zookeeper.close();
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Test
  @DisplayName("leaves its server running when it is killed, and takes it over when it is back")
  void theServerOutlivesTheProgram() throws Exception {
    start();
    await("the first leads").atMost(SOON).until(this::leads);
    // Whoever is killed before has to wait until its own leader key expires.
    await("what shows that it led").atMost(SOON).until(this::isRemembered);
    long server = server();

    program.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(server)).isPresent();

    start();
    await("the second leads").atMost(SOON).until(this::leads);
    assertThat(server()).isEqualTo(server);

    program.destroy();
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("data").resolve("postmaster.pid")).doesNotExist();
  }

  private void start() throws IOException {
    program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "node1",
                folder.resolve("data").toString(),
                String.valueOf(port),
                String.valueOf(api),
                zookeeper.getConnectString())
            .inheritIO()
            .start();
  }

  private boolean leads() throws InterruptedException {
    try {
      HttpRequest primary =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api + "/primary"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return client.send(primary, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean isRemembered() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".incarnation"));
    }
  }

  private long server() throws IOException {
    Path file = folder.resolve("data").resolve("postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
  }
}
