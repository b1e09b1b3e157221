package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A signal ends what this program does early, but not its cleaning up. */
public final class CleanEnd {
  private static final Duration CLEAN_UP = Duration.ofSeconds(90);

  private CleanEnd() {}

  /** What is done, with its cleaning up. */
  @FunctionalInterface
  public interface Work {
    int run() throws IOException, SQLException, InterruptedException;
  }

  /**
   * Runs it on this thread; a signal interrupts the thread and waits until the work has ended.
   *
   * @return the exit code that the work returns
   */
  public static int of(Work work) throws IOException, SQLException, InterruptedException {
    Thread worker = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(worker, ended), "clean end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run();
    } finally {
      ended.countDown();
    }
  }

  private static void end(Thread worker, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      if (!ended.await(CLEAN_UP.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("cleaning up took too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
