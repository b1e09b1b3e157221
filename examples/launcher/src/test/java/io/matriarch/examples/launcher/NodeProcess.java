package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.testkit.host.LoopbackPorts;
import java.io.IOException;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, with a configuration in a folder of its own. */
final class NodeProcess {
  static final List<String> SIGNALS_AS_USUAL = signalsAsUsual();
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> PROGRAMS =
      List.of("postgres", "initdb", "pg_ctl", "pg_controldata", "pg_basebackup", "pg_isready");

  final Path folder;
  final Path dataDir;
  final Path programs;
  private static final LoopbackPorts PORTS = new LoopbackPorts();

  final int restPort = freePort();
  final int sqlPort = freePort();
  final int storePort = freePort();
  private final Path errors;
  private final Path output;
  private Process process;

  NodeProcess(Path folder) throws IOException {
    this.folder = folder;
    this.dataDir = folder.resolve("data");
    this.errors = folder.resolve("stderr");
    this.output = folder.resolve("stdout");
    this.programs = Files.createDirectory(folder.resolve("bin"));
    for (String program : PROGRAMS) {
      Files.createFile(
          programs.resolve(program),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
  }

  /** A good configuration of a node whose store does not answer. */
  String yaml() {
    return """
        scope: demo
        name: a
        restapi: {listen: "127.0.0.1:%d"}
        zookeeper: {hosts: "127.0.0.1:%d"}
        postgresql:
          listen: 127.0.0.1:%d
          bin_dir: %s
          data_dir: %s
          authentication:
            superuser: {username: postgres, password: secret}
            replication: {username: replicator, password: secret}
        """
        .formatted(restPort, storePort, sqlPort, programs, dataDir);
  }

  Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("node.yml"), yaml);
  }

  /** Whoever runs the tests may ignore signals, which programs inherit. */
  private static List<String> signalsAsUsual() {
    List<String> env = List.of("env", "--default-signal=HUP");
    try {
      List<String> probe = new ArrayList<>(env);
      probe.add("true");
      return new ProcessBuilder(probe).start().waitFor() == 0 ? env : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  void start(Object... arguments) throws IOException {
    start(Map.of(), arguments);
  }

  void start(Map<String, String> environment, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(SIGNALS_AS_USUAL);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process =
        builder
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** By the name of the signal, without SIG. */
  void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  /** Lines on standard error. */
  List<String> lines() throws IOException {
    return Files.readAllLines(errors);
  }

  boolean said(String text) throws IOException {
    return lines().stream().anyMatch(line -> line.contains(text));
  }

  List<String> output() throws IOException {
    return Files.readAllLines(output);
  }

  /** Status code of the REST API; 0 while it does not answer. */
  int code(String method, String path) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  void kill() throws InterruptedException {
    if (process != null && process.isAlive()) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  static int freePort() {
    return PORTS.next();
  }
}
