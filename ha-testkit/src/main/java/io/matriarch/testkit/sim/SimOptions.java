package io.matriarch.testkit.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/** What to run. */
final class SimOptions {
  private static final String USAGE =
      "usage: --seed N | --seeds FROM:TO | --case FILE | --replay RECORDING, --seconds S, --threads T, --failures F,"
          + " --lines L (of the trace), --cases FOLDER (for what failed),"
          + " --planted FILE (for the report)";
  private static final Duration NO_END = Duration.ofDays(365);

  private long firstSeed = 1;
  private long endSeed = Long.MAX_VALUE;
  private Duration budget = NO_END;
  private int threads = Runtime.getRuntime().availableProcessors();
  private int failures = 1;
  private int wantedLines = -1;
  private Path cases = Path.of("target", "simulator");
  private Optional<Path> replayed = Optional.empty();
  private Optional<Path> recording = Optional.empty();
  private Optional<Path> report = Optional.empty();

  private SimOptions() {}

  static SimOptions parse(String[] args) {
    SimOptions options = new SimOptions();
    Iterator<String> words = Arrays.asList(args).iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (!words.hasNext()) {
        throw new IllegalArgumentException("option '" + name + "' needs a value; " + USAGE);
      }
      options.take(name, words.next());
    }
    return options;
  }

  private void take(String name, String value) {
    try {
      switch (name) {
        case "--seed" -> seeds(Long.parseLong(value), Long.parseLong(value) + 1);
        case "--seeds" -> {
          String[] ends = value.split(":", 2);
          seeds(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
        }
        case "--case" -> replayed = Optional.of(Path.of(value));
        case "--replay" -> recording = Optional.of(Path.of(value));
        case "--seconds" -> budget = Duration.ofSeconds(Long.parseLong(value));
        case "--threads" -> threads = Integer.parseInt(value);
        case "--failures" -> failures = Integer.parseInt(value);
        case "--lines" -> wantedLines = Integer.parseInt(value);
        case "--cases" -> cases = Path.of(value);
        case "--planted" -> report = Optional.of(Path.of(value));
        default -> throw new IllegalArgumentException("unknown option '" + name + "'; " + USAGE);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("bad value '" + value + "' for " + name + "; " + USAGE, e);
    }
  }

  private void seeds(long first, long end) {
    firstSeed = first;
    endSeed = end;
  }

  /** Where to begin. */
  long firstSeed() {
    return firstSeed;
  }

  /** The seed before which to end. */
  long endSeed() {
    return endSeed;
  }

  /** Wall-clock time after which no further seed begins. */
  Duration budget() {
    return budget;
  }

  /** The same, where an end is needed. */
  Duration budgetOr(Duration otherwise) {
    return budget.equals(NO_END) ? otherwise : budget;
  }

  /** Worlds at a time. */
  int threads() {
    return threads;
  }

  /** After how many to stop. */
  int failures() {
    return failures;
  }

  /** A single seed. */
  boolean alone() {
    return endSeed == firstSeed + 1;
  }

  /** Of the trace to print: what was asked for, or as many as fit the occasion. */
  int lines(int otherwise) {
    return wantedLines < 0 ? otherwise : wantedLines;
  }

  /** Where to write what failed. */
  Path cases() {
    return cases;
  }

  /** What once failed and is to run again. */
  Optional<Path> replayed() {
    return replayed;
  }

  /** What a real node has recorded. */
  Optional<Path> recording() {
    return recording;
  }

  /** Planted bugs are looked for, and this is where to tell how that went. */
  Optional<Path> report() {
    return report;
  }
}
