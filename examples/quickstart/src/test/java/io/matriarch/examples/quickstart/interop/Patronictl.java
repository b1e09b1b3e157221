package io.matriarch.examples.quickstart.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another make's command line, with a member's own file as its configuration. */
record Patronictl(Path program, Path configuration, Map<String, String> environment) {
  private static final long LONGEST_SECONDS = 90;

  /** How one command ended, with all that it printed. */
  record Result(int code, String output) {}

  /** Runs one command to its end; nobody answers what it asks. */
  Result run(String... arguments) throws IOException, InterruptedException {
    return answering("", arguments);
  }

  /** The same, with these lines as answers. */
  Result answering(String lines, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "-c", configuration.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread end = killLater(process);
    try {
      try (OutputStream input = process.getOutputStream()) {
        input.write(lines.getBytes(UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Result(process.waitFor(), output);
    } finally {
      end.interrupt();
    }
  }

  /** A command that asks a question must not keep the test for ever. */
  private static Thread killLater(Process process) {
    Thread end =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            },
            "patronictl deadline");
    end.setDaemon(true);
    end.start();
    return end;
  }
}
