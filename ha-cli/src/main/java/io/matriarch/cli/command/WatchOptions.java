package io.matriarch.cli.command;

import io.matriarch.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Repeats what a command prints until it is stopped. */
final class WatchOptions {
  private static final double EVERY = 2;
  private static final String CLEAR = "\u001b[2J\u001b[1;1H";

  @Option(names = "-W", description = "Print again every 2 seconds.")
  private boolean watch;

  @Option(
      names = {"-w", "--watch"},
      paramLabel = "SECONDS",
      description = "Print again every so many seconds.")
  private Optional<Double> seconds = Optional.empty();

  void repeat(Terminal terminal, Runnable print) {
    double pause = seconds.orElse(watch ? EVERY : 0.0);
    if (pause <= 0) {
      print.run();
      return;
    }
    while (true) {
      terminal.print(CLEAR);
      print.run();
      terminal.pause(Duration.ofMillis((long) (pause * 1000)));
    }
  }
}
