package io.matriarch.examples.quickstart.bench.fleet;

import io.matriarch.examples.quickstart.bench.ProcessUse;
import io.matriarch.examples.quickstart.cluster.TrialException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process of {@link ParticipantMain}, seen from outside. For one thread. */
final class Participant implements AutoCloseable {
  private static final String ANSWER = "> ";

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;

  /**
   * What it occupies inside.
   *
   * @param bytes heap in use after a collection, and what the JVM needs beside it
   * @param threads alive
   */
  record Use(long bytes, int threads) {}

  private Participant(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** Starts one; blocks until it is connected. */
  static Participant start(Contestant contestant, String hosts, String name, Path log)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=quickstart-logback.xml",
                "-Dquickstart.log=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                ParticipantMain.class.getName(),
                contestant.name(),
                hosts,
                name)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Participant participant = new Participant(process);
    participant.answer();
    return participant;
  }

  /** Blocks until it is carried out. */
  void order(String line) throws IOException {
    send(line);
    answer();
  }

  Use use() throws IOException {
    send("use");
    String[] words = answer().split(" ");
    return new Use(Long.parseLong(words[0]), Integer.parseInt(words[1]));
  }

  /** What the system says of it. */
  ProcessUse seenFromOutside() throws IOException {
    return ProcessUse.of(process.pid());
  }

  @Override
  public void close() {
    die();
  }

  /** As if its machine had died. */
  void die() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String line) throws IOException {
    orders.write(line);
    orders.newLine();
    orders.flush();
  }

  /** Skips what libraries print. */
  private String answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(ANSWER)) {
        return line.substring(ANSWER.length());
      }
    }
    throw new TrialException("a process with participants ended early; see its log");
  }
}
