package io.matriarch.core.config;

import java.time.Duration;
import java.util.List;

/**
 * Adjusts the timeouts so that a holder finds time to renew: {@code loop_wait + 2 × retry_timeout}
 * fits into {@code ttl}. Every member of a mixed cluster does the same arithmetic on the same
 * document, so all work with the same values although nobody rewrites it. Members of this kind
 * alone take shorter ones.
 */
final class TimingRules {
  private static final long MIN_LOOP_WAIT = 1;
  private static final String FIT = "does not fit: loop_wait + 2 * retry_timeout must be <= ttl";

  /**
   * The smallest values, in seconds.
   *
   * @param when under which condition, for the reader of a problem
   */
  private record Limits(long ttl, long retryTimeout, String when) {
    static final Limits OWN = new Limits(3, 1, "");
    static final Limits SHARED = new Limits(20, 3, " while members of another kind take part");
  }

  private final Limits limits;
  private final List<ConfigProblem> problems;

  /**
   * @param mixed a member of another kind takes part
   */
  TimingRules(boolean mixed, List<ConfigProblem> problems) {
    this.limits = mixed ? Limits.SHARED : Limits.OWN;
    this.problems = problems;
  }

  /** All in seconds, as given. */
  Timing adjust(long givenTtl, long givenLoopWait, long givenRetryTimeout) {
    long ttl = atLeast("ttl", givenTtl, limits.ttl());
    long loopWait = atLeast("loop_wait", givenLoopWait, MIN_LOOP_WAIT);
    long retryTimeout = atLeast("retry_timeout", givenRetryTimeout, limits.retryTimeout());
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
        ? replaced(
            path, given, minimum, "is below the minimum of " + minimum + " s" + limits.when())
        : given;
  }

  private long replaced(String path, long given, long used, String why) {
    if (given != used) {
      problems.add(
          new ConfigProblem(
              ConfigProblem.Kind.ADJUSTED,
              path,
              Long.toString(given),
              why,
              used + " s",
              "change one of ttl, loop_wait and retry_timeout"));
    }
    return used;
  }
}
