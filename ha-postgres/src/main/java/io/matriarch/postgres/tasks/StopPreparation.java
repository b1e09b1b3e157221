package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.process.Poll;
import io.matriarch.postgres.sql.HandOverQuery;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a stop short while clients still write: what is left to be saved and to be replayed
 * elsewhere is what they will wait for. Failing to do so only makes them wait longer.
 */
final class StopPreparation {
  private static final Logger LOG = LoggerFactory.getLogger(StopPreparation.class);
  private static final long LITTLE_BYTES = 32L << 20;
  private static final int ROUNDS = 4;
  private static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(30);
  private static final Duration ASK_WITHIN = Duration.ofSeconds(2);

  private final Instance instance;
  private final Checkpoints checkpoints;

  StopPreparation(Instance instance, Checkpoints checkpoints) {
    this.instance = instance;
    this.checkpoints = checkpoints;
  }

  /** Takes half of the task's time at most; the rest is for the stop. */
  void run(TaskContext task) throws ResourceException, TaskCancelled, InterruptedException {
    MonoTime now = instance.ticker().now();
    Duration left = Duration.ofDays(1);
    if (task.deadline().isFinite()) {
      left = task.deadline().since(now).dividedBy(2);
    }
    MonoTime limit =
        MonoTime.earlier(now.plus(left), instance.in(instance.memory().settings().pgCtlTimeout()));
    long before = Long.MAX_VALUE;
    for (int round = 1; round <= ROUNDS; round++) {
      task.stage(TaskStage.progress("checkpoint before the stop"));
      if (!checkpoints.before(limit, task)) {
        return;
      }
      long unsaved = catchUp(limit, task);
      // What was written meanwhile gets less only if saving is faster than writing.
      if (unsaved <= LITTLE_BYTES || unsaved > before / 2) {
        return;
      }
      before = unsaved;
    }
  }

  /** What is still to be saved after it. */
  private long catchUp(MonoTime limit, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.stage(TaskStage.progress("replicas catch up before the stop"));
    CatchUp judge = new CatchUp(instance.ticker());
    Wait wait = new Wait();
    MonoTime until = MonoTime.earlier(limit, instance.in(CATCH_UP_WITHIN));
    Poll.until(
        () -> {
          task.checkCancelled();
          wait.last = ask();
          return wait.last.isEmpty() || isOver(wait.last.get(), judge);
        },
        until,
        instance.ticker());
    return wait.last.map(HandOverQuery.Answer::unsavedBytes).orElse(0L);
  }

  /** A server that stops before its replicas are back leaves nobody who has everything. */
  private static boolean isOver(HandOverQuery.Answer answer, CatchUp judge) {
    return !answer.returning() && judge.isOver(answer.behindBytes());
  }

  private static final class Wait {
    private Optional<HandOverQuery.Answer> last = Optional.empty();
  }

  private Optional<HandOverQuery.Answer> ask() {
    try {
      return Optional.of(instance.admin().call(instance.in(ASK_WITHIN), HandOverQuery::ask));
    } catch (SQLException e) {
      LOG.warn("cannot see how far the replicas are: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
