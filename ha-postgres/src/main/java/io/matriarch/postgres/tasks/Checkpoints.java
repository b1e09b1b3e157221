package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.postgres.process.Poll;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checkpoints on connections of their own, since they may take long. Thread safe. */
public final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Instance instance;
  private final AtomicReference<Thread> background = new AtomicReference<>();
  private volatile boolean closed;

  public Checkpoints(Instance instance) {
    this.instance = instance;
  }

  /**
   * Checkpoints now, and waits for it.
   *
   * @return false if it failed, or did not end by the deadline; the server may go on with it
   */
  boolean before(MonoTime deadline, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    // On a thread of its own, since the driver's waiting cannot be interrupted.
    CompletableFuture<Optional<SQLException>> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                checkpoint(deadline);
                end.complete(Optional.empty());
              } catch (SQLException e) {
                end.complete(Optional.of(e));
              }
            },
            "postgres-checkpoint-before-stop");
    thread.setDaemon(true);
    thread.start();
    boolean ended =
        Poll.until(
            () -> {
              task.checkCancelled();
              return end.isDone();
            },
            deadline,
            instance.ticker());
    Optional<String> failure =
        ended ? end.join().map(Throwable::getMessage) : Optional.of("it takes too long");
    failure.ifPresent(why -> LOG.warn("checkpoint before the stop failed: {}", why));
    return failure.isEmpty();
  }

  /** Makes a new primary one that others can realign with; returns at once; one at a time. */
  public void inBackground() {
    Thread thread = new Thread(this::checkpointAfterPromotion, "postgres-checkpoint");
    thread.setDaemon(true);
    if (background.compareAndSet(null, thread)) {
      thread.start();
    }
  }

  private void checkpointAfterPromotion() {
    try {
      checkpoint(instance.in(LONGEST));
    } catch (SQLException e) {
      if (!closed) {
        LOG.warn("checkpoint after the promotion failed: {}", e.getMessage());
      }
    } finally {
      background.set(null);
      instance.hint().run();
    }
  }

  private void checkpoint(MonoTime deadline) throws SQLException {
    Duration left = deadline.since(instance.ticker().now());
    try (Connection connection = instance.connections().local("matriarch checkpoint", CONNECT);
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, left.toMillis()));
      statement.execute("SET statement_timeout = 0");
      statement.execute("CHECKPOINT");
    }
  }

  /** Does not wait: the server finishes the checkpoint on its own. */
  @Override
  public void close() {
    closed = true;
    Thread running = background.get();
    if (running != null) {
      running.interrupt();
    }
  }
}
