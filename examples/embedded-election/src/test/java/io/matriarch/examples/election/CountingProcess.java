package io.matriarch.examples.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The example's program in a process of its own. */
final class CountingProcess implements AutoCloseable {
  final String name;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  CountingProcess(String name, String hosts, int port) throws IOException {
    this.name = name;
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                hosts,
                name,
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread reader = new Thread(this::read, "output-of-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException ended) {
      // What was said is known.
    }
  }

  /** What the listener printed, without what became of the writes. */
  List<String> calls() {
    return lines.stream().filter(line -> line.matches("(elected|revoked) .*")).toList();
  }

  boolean said(String line) {
    return lines.contains(line);
  }

  /** The term under which it leads, by what it said last. */
  Optional<Long> leads() {
    List<String> calls = calls();
    return calls.isEmpty() || !process.isAlive()
        ? Optional.empty()
        : Optional.of(calls.get(calls.size() - 1))
            .filter(call -> call.startsWith("elected"))
            .map(call -> Long.parseLong(call.substring("elected ".length())));
  }

  void stop() throws Exception {
    signal("STOP");
  }

  void carryOn() throws Exception {
    signal("CONT");
  }

  void kill() throws Exception {
    signal("KILL");
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Its input ends, and with it the program. */
  int end() throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void signal(String signal) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
