package io.matriarch.testkit.sim;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What to run.
 *
 * @param firstSeed where to begin
 * @param endSeed the seed before which to end
 * @param budget wall-clock time after which no further seed begins
 * @param threads worlds at a time
 * @param failures after how many to stop
 * @param wantedLines of the trace to print; negative: as many as fit the occasion
 */
record SimOptions(
    long firstSeed, long endSeed, Duration budget, int threads, int failures, int wantedLines) {
  private static final String USAGE =
      "usage: --seed N | --seeds FROM:TO, --seconds S, --threads T, --failures F,"
          + " --lines L (of the trace)";
  private static final Duration NO_END = Duration.ofDays(365);

  static SimOptions parse(String[] args) {
    SimOptions options =
        new SimOptions(
            1, Long.MAX_VALUE, NO_END, Runtime.getRuntime().availableProcessors(), 1, -1);
    Iterator<String> words = Arrays.asList(args).iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (!words.hasNext()) {
        throw new IllegalArgumentException("option '" + name + "' needs a value; " + USAGE);
      }
      options = options.with(name, words.next());
    }
    return options;
  }

  private SimOptions with(String name, String value) {
    try {
      switch (name) {
        case "--seed":
          return seeds(Long.parseLong(value), Long.parseLong(value) + 1);
        case "--seeds":
          String[] ends = value.split(":", 2);
          return seeds(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
        case "--seconds":
          Duration given = Duration.ofSeconds(Long.parseLong(value));
          return new SimOptions(firstSeed, endSeed, given, threads, failures, wantedLines);
        case "--threads":
          return new SimOptions(
              firstSeed, endSeed, budget, Integer.parseInt(value), failures, wantedLines);
        case "--failures":
          return new SimOptions(
              firstSeed, endSeed, budget, threads, Integer.parseInt(value), wantedLines);
        case "--lines":
          return new SimOptions(
              firstSeed, endSeed, budget, threads, failures, Integer.parseInt(value));
        default:
          throw new IllegalArgumentException("unknown option '" + name + "'; " + USAGE);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("bad value '" + value + "' for " + name + "; " + USAGE, e);
    }
  }

  private SimOptions seeds(long first, long end) {
    return new SimOptions(first, end, budget, threads, failures, wantedLines);
  }

  boolean alone() {
    return endSeed == firstSeed + 1;
  }

  int lines(int otherwise) {
    return wantedLines < 0 ? otherwise : wantedLines;
  }
}
