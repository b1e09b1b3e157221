package io.matriarch.core.internal.runtime.leadership;

import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.RevocationReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One leadership from its begin to its end: {@code elected} on one thread, {@code revoked} on
 * another, each once; none of them if it ends before {@code elected} could begin. No method waits.
 */
final class Leadership {
  private final Logger log;
  private final LivePermit permit;
  private final LeadershipListener listener;
  private final BiFunction<String, Runnable, Thread> threads;
  private final Duration patience;
  private final Runnable worked;
  private final Runnable failed;
  private final CompletableFuture<Void> elected = new CompletableFuture<>();
  private final CompletableFuture<Void> revoked = new CompletableFuture<>();
  private Thread electedThread;
  private boolean told;
  private boolean ending;

  /**
   * @param election its name
   * @param threads makes a thread for a kind of call
   * @param patience how long {@code elected} is waited for after it was interrupted
   * @param worked called once if {@code elected} returns
   * @param failed called once if {@code elected} throws although it was not interrupted
   */
  Leadership(
      String election,
      LivePermit permit,
      LeadershipListener listener,
      BiFunction<String, Runnable, Thread> threads,
      Duration patience,
      Runnable worked,
      Runnable failed) {
    this.log = LoggerFactory.getLogger("io.matriarch.election." + election);
    this.permit = permit;
    this.listener = listener;
    this.threads = threads;
    this.patience = patience;
    this.worked = worked;
    this.failed = failed;
  }

  LivePermit permit() {
    return permit;
  }

  /** Completes when {@code revoked} has returned, or is not to be called. */
  CompletableFuture<Void> stopped() {
    return revoked;
  }

  /** Completes when both have returned. */
  CompletableFuture<Void> over() {
    return CompletableFuture.allOf(elected, revoked);
  }

  /**
   * To be called once.
   *
   * @throws RuntimeException there is no thread to be had: it has not begun, and never will
   * @throws Error likewise
   */
  synchronized void begin() {
    electedThread = threads.apply("elected", this::elect);
    electedThread.start();
  }

  /** True if its permit has expired and nobody has ended it yet. */
  synchronized boolean hasLapsed() {
    return !ending && !permit.isValid();
  }

  private void elect() {
    try {
      if (mayTell()) {
        log.info("elected, term {}", permit.term());
        listener.elected(permit);
        worked.run();
      }
    } catch (Exception | Error e) {
      failed(e);
    } finally {
      elected.complete(null);
    }
  }

  private synchronized boolean mayTell() {
    told = !ending && permit.isValid();
    return told;
  }

  private void failed(Throwable cause) {
    synchronized (this) {
      if (ending) {
        log.debug("elected() was ended by the end of the leadership: {}", cause.toString());
        return;
      }
    }
    log.warn("elected() failed, so leadership is given up: {}", cause.toString(), cause);
    failed.run();
  }

  /** Ends it. Only the first call counts. */
  synchronized void end(RevocationReason reason) {
    if (ending) {
      return;
    }
    ending = true;
    permit.end();
    if (!told) {
      revoked.complete(null);
      return;
    }
    if (!elected.isDone()) {
      electedThread.interrupt();
    }
    tell(reason);
  }

  /** On a thread of its own; where there is none to be had, on this one rather than not at all. */
  private void tell(RevocationReason reason) {
    Runnable call = () -> revoke(reason);
    try {
      threads.apply("revoked", call).start();
    } catch (RuntimeException | Error noThread) {
      log.error("no thread for revoked(): {}", noThread.toString());
      call.run();
    }
  }

  private void revoke(RevocationReason reason) {
    try {
      awaitElected();
      log.info("revoked, term {}: {}", permit.term(), reason);
      listener.revoked(reason);
    } catch (Exception | Error e) {
      log.warn("revoked() failed: {}", e.toString(), e);
    } finally {
      revoked.complete(null);
    }
  }

  private void awaitElected() throws InterruptedException {
    try {
      elected.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException stillRunning) {
      log.warn(
          "elected() does not return although it was interrupted: calling revoked() meanwhile");
    }
  }
}
