package io.matriarch.core.config;

import java.time.Duration;
import java.util.List;

/**
 * Adjusts the timeouts so that a holder finds time to renew: {@code loop_wait + 2 × retry_timeout}
 * fits into {@code ttl}. Every member of a mixed cluster does the same arithmetic on the same
 * document, so all work with the same values although nobody rewrites it.
 */
final class TimingRules {
  private static final long MIN_TTL = 20;
  private static final long MIN_LOOP_WAIT = 1;
  private static final long MIN_RETRY_TIMEOUT = 3;
  private static final String FIT = "does not fit: loop_wait + 2 * retry_timeout must be <= ttl";

  private final List<ConfigProblem> problems;

  TimingRules(List<ConfigProblem> problems) {
    this.problems = problems;
  }

  /** All in seconds, as given. */
  Timing adjust(long givenTtl, long givenLoopWait, long givenRetryTimeout) {
    long ttl = atLeast("ttl", givenTtl, MIN_TTL);
    long loopWait = atLeast("loop_wait", givenLoopWait, MIN_LOOP_WAIT);
    long retryTimeout = atLeast("retry_timeout", givenRetryTimeout, MIN_RETRY_TIMEOUT);
    if (MIN_LOOP_WAIT + 2 * retryTimeout > ttl) {
      loopWait = replaced("loop_wait", loopWait, MIN_LOOP_WAIT, FIT);
      retryTimeout = replaced("retry_timeout", retryTimeout, (ttl - 1) / 2, FIT);
    } else if (loopWait + 2 * retryTimeout > ttl) {
      loopWait = replaced("loop_wait", loopWait, ttl - 2 * retryTimeout, FIT);
    }
    return new Timing(
        Duration.ofSeconds(ttl), Duration.ofSeconds(loopWait), Duration.ofSeconds(retryTimeout));
  }

  private long atLeast(String path, long given, long minimum) {
    return given < minimum
        ? replaced(path, given, minimum, "is below the minimum of " + minimum + " s")
        : given;
  }

  private long replaced(String path, long given, long used, String why) {
    if (given != used) {
      problems.add(
          new ConfigProblem(path, Long.toString(given), why + "; using " + used + " s instead"));
    }
    return used;
  }
}
