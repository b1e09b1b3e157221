package io.matriarch.examples.launcher;

import io.matriarch.examples.launcher.log.LogSetup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns SIGTERM and SIGINT into an orderly end. The virtual machine runs its shutdown hooks then,
 * and would report the signal as its exit code; the hook here ends the node first and reports how
 * that went.
 */
final class Signals {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicBoolean finished = new AtomicBoolean();
  private final AtomicReference<Ending> ending = new AtomicReference<>(() -> 0);

  /** Ends what runs, in bounded time, and tells the exit code. */
  @FunctionalInterface
  interface Ending {
    int end();
  }

  static Signals install() {
    Signals signals = new Signals();
    Thread hook = Executors.defaultThreadFactory().newThread(signals::signalled);
    hook.setName("shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    return signals;
  }

  /**
   * From now on this is how to end.
   *
   * @return false if a signal came before: then nothing may be started any more
   */
  synchronized boolean endBy(Ending way) {
    ending.set(way);
    return asked.getCount() > 0;
  }

  /** The process ends by itself; its own exit code counts. */
  void finished() {
    finished.set(true);
  }

  /** Waits until a signal came; false if none did in time. */
  boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void signalled() {
    if (finished.get()) {
      return;
    }
    int code = 1;
    try {
      code = way().end();
    } finally {
      LogSetup.finish();
      Runtime.getRuntime().halt(code);
    }
  }

  private synchronized Ending way() {
    asked.countDown();
    return ending.get();
  }
}
