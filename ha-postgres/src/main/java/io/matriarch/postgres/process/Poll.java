package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what PostgreSQL announces through files only. */
public final class Poll {

  /** Short enough that nobody waits noticeably for the next look. */
  public static final Duration OFTEN = Duration.ofMillis(5);

  private static final long SHORTEST = Duration.ofMillis(2).toNanos();
  private static final long LONGEST = Duration.ofMillis(20).toNanos();
  private static final int SHARE = 64;

  private Poll() {}

  /** Something to look at. */
  @FunctionalInterface
  public interface Condition {
    boolean met() throws ResourceException, TaskCancelled, InterruptedException;
  }

  /**
   * Looks until the condition is met; false if the deadline came first. What takes longer is looked
   * at less often: the next look is never waited for longer than a small share of the time until
   * then, and what ends at once is seen at once.
   */
  public static boolean until(Condition condition, MonoTime deadline, Ticker ticker)
      throws ResourceException, TaskCancelled, InterruptedException {
    MonoTime begin = ticker.now();
    while (!condition.met()) {
      if (ticker.now().hasReached(deadline)) {
        return false;
      }
      long passed = ticker.now().since(begin).toNanos() / SHARE;
      LockSupport.parkNanos(Math.min(LONGEST, Math.max(SHORTEST, passed)));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }
}
