package io.matriarch.examples.replicatedlog;

import io.matriarch.core.config.Json;
import io.matriarch.testkit.host.LoopbackPorts;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One node of the log in a process of its own, which can be frozen and killed. */
final class LogProcess implements AutoCloseable {
  private static final Duration QUICKLY = Duration.ofSeconds(3);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(QUICKLY).version(HttpClient.Version.HTTP_1_1).build();

  static final LoopbackPorts PORTS = new LoopbackPorts();

  final String name;
  final int logPort = PORTS.next();
  final int apiPort = PORTS.next();
  final Path directory;
  private final Path output;
  private Process process;

  LogProcess(String name, Path folder) {
    this.name = name;
    this.directory = folder.resolve(name);
    this.output = folder.resolve(name + ".out");
  }

  void start(String zookeeper, String configuration) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx128m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            LogNode.class.getName(),
            name,
            "127.0.0.1:" + logPort,
            "127.0.0.1:" + apiPort,
            directory.toString(),
            zookeeper,
            configuration);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
  }

  boolean leads() {
    return code("/primary") == 200;
  }

  boolean streams() {
    return code("/replica?replication_state=streaming") == 200;
  }

  private int code(String path) {
    try {
      return send(HttpRequest.newBuilder(uri(path)).timeout(QUICKLY).build()).statusCode();
    } catch (IOException away) {
      return 0;
    }
  }

  Map<String, Object> status(String path) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).timeout(QUICKLY).build();
    return Json.object(send(request).body()).orElse(Map.of());
  }

  /** What it says about its last decision; empty while it does not answer. */
  String explanation() {
    try {
      return status("/ha/explain").toString();
    } catch (IOException away) {
      return "";
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + apiPort + path);
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted");
    }
  }

  /** The records in its file, whether or not it runs. */
  List<LogRecord> records() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    try (DataInputStream in = open()) {
      while (true) {
        records.add(LogRecord.read(in));
      }
    } catch (EOFException | StreamCorruptedException end) {
      return records;
    }
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file())));
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(file());
  }

  private Path file() {
    return directory.resolve("records.log");
  }

  long length() {
    return file().toFile().length();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + signal + " ended with " + code);
    }
  }

  /** Kills it, frozen or not. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
