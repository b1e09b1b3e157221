package io.matriarch.examples.quickstart.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for something outside this process to become true, never without end. */
public final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Wait() {}

  /** May look at processes, files or sockets; a failure counts as "not yet". */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Blocks until the condition holds.
   *
   * @param what completes the sentence "... did not happen within ..."
   * @throws TrialException it did not hold in time
   */
  public static void until(String what, Duration longest, Condition condition)
      throws InterruptedException {
    if (!within(longest, condition)) {
      throw new TrialException(what + ": did not happen within " + longest.toSeconds() + " s");
    }
  }

  /** Blocks until the condition holds, or the time is over; tells which. */
  public static boolean within(Duration longest, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      pause(PAUSE);
    }
    return true;
  }

  /** Blocks for this long. */
  public static void pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private static boolean holds(Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception notYet) {
      return false;
    }
  }
}
