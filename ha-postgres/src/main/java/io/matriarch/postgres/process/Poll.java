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

  private Poll() {}

  /** Something to look at. */
  @FunctionalInterface
  public interface Condition {
    boolean met() throws ResourceException, TaskCancelled, InterruptedException;
  }

  /** Looks until the condition is met; false if the deadline came first. */
  public static boolean until(Condition condition, MonoTime deadline, Ticker ticker)
      throws ResourceException, TaskCancelled, InterruptedException {
    while (!condition.met()) {
      if (ticker.now().hasReached(deadline)) {
        return false;
      }
      LockSupport.parkNanos(OFTEN.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }
}
