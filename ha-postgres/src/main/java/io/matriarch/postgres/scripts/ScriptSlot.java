package io.matriarch.postgres.scripts;

import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.process.ScriptProcess;
import io.matriarch.postgres.process.Scripts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one program at a time and waits for none: the next one ends the one before. Thread safe;
 * calls return at once.
 */
final class ScriptSlot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScriptSlot.class);
  private static final long IDLE_SECONDS = 5;

  private final Scripts scripts;
  private final ThreadPoolExecutor starter;
  private volatile Optional<ScriptProcess> running = Optional.empty();

  ScriptSlot(Scripts scripts, String threadName) {
    this.scripts = scripts;
    this.starter =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, threadName);
              thread.setDaemon(true);
              return thread;
            });
    starter.allowCoreThreadTimeOut(true);
  }

  /**
   * @param what for messages
   */
  void run(String what, List<String> words) {
    try {
      starter.execute(() -> replace(what, words));
    } catch (RejectedExecutionException closed) {
      LOG.debug("{} is not run any more", what);
    }
  }

  private void replace(String what, List<String> words) {
    Optional<ScriptProcess> before = running;
    running = Optional.empty();
    before.ifPresent(ScriptProcess::kill);
    try {
      ScriptProcess started = scripts.start(words, Map.of());
      running = Optional.of(started);
      started.whenEnded(
          result -> {
            boolean replaced = running.filter(now -> now == started).isEmpty();
            if (!result.succeeded() && !replaced) {
              LOG.warn("{} ended with {}: {}", what, result.exitCode(), result.complaint());
            }
          });
    } catch (ResourceException e) {
      LOG.warn("{}: {}", what, e.getMessage());
    }
  }

  /** What has been begun goes on; what has been asked for is still begun, if that is quick. */
  @Override
  public void close() {
    starter.shutdown();
    try {
      if (!starter.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.warn("a callback could not be begun before the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
