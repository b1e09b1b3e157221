package io.matriarch.postgres;

import java.time.Duration;

/** Measured times, for whoever reads the output of the tests. */
final class Figures {
  private Figures() {}

  static void note(String what, long millis) {
    System.out.printf("figure: %s %d ms%n", what, millis);
  }

  static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}
