package io.matriarch.examples.quickstart.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matriarch.examples.quickstart.cluster.TrialException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short programs of the system. */
final class Command {
  private static final int PATIENCE_SECONDS = 20;

  private Command() {}

  /** Runs it to its end; what it says goes into the exception if it fails. */
  static void run(List<String> words) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new TrialException(String.join(" ", words) + ": does not end");
      }
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (process.exitValue() != 0) {
        throw new TrialException(String.join(" ", words) + ": " + said);
      }
    } catch (IOException e) {
      throw new TrialException("cannot run " + words.get(0) + ": " + e.getMessage(), e);
    }
  }

  static void run(String... words) throws InterruptedException {
    run(List.of(words));
  }
}
