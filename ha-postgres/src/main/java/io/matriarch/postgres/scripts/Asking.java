package io.matriarch.postgres.scripts;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.PromotionRefused;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.Script;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.Scripts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what a task has to wait for. Task lane. */
public final class Asking {
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  private final Supplier<PostgresConfig> config;
  private final Scripts scripts;
  private final Ticker ticker;

  public Asking(Supplier<PostgresConfig> config, Scripts scripts, Ticker ticker) {
    this.config = config;
    this.scripts = scripts;
    this.ticker = ticker;
  }

  /**
   * Asks whether a promotion may go on, for as long as the task lasts.
   *
   * @throws PromotionRefused it may not: the script says so, cannot be run, or does not end
   */
  public void beforePromotion(TaskContext task)
      throws PromotionRefused, TaskCancelled, InterruptedException {
    Optional<Script> script = config.get().hooks().prePromote();
    if (script.isEmpty()) {
      return;
    }
    task.stage(TaskStage.progress("pre_promote"));
    CommandResult result;
    try {
      result =
          scripts.run(
              script.get().words(),
              Map.of(),
              task.deadline(),
              () -> {
                task.checkCancelled();
                return false;
              });
    } catch (ResourceException e) {
      throw new PromotionRefused("not promoted: pre_promote: " + e.getMessage());
    }
    if (!result.succeeded()) {
      throw new PromotionRefused(
          "not promoted: pre_promote (%s) ended with %d: %s"
              .formatted(script.get(), result.exitCode(), result.complaint()));
    }
    task.checkCancelled();
  }

  /**
   * Lets the operator prepare for a stop. Whatever it ends with the stop goes on.
   *
   * @param alive whether there is still a server to be stopped
   */
  public void beforeStop(BooleanSupplier alive, TaskContext task)
      throws TaskCancelled, InterruptedException {
    Optional<Script> script = config.get().hooks().beforeStop();
    if (script.isEmpty()) {
      return;
    }
    task.stage(TaskStage.progress("before_stop"));
    try {
      CommandResult result =
          scripts.run(
              script.get().words(),
              Map.of(),
              halfOf(task),
              () -> {
                task.checkCancelled();
                return !alive.getAsBoolean();
              });
      if (!result.succeeded()) {
        LOG.warn(
            "before_stop ({}) ended with {}: {}",
            script.get(),
            result.exitCode(),
            result.complaint());
      }
    } catch (ResourceException e) {
      LOG.warn("before_stop: {}", e.getMessage());
    }
  }

  /** The rest of the task's time is for the stop itself. */
  private MonoTime halfOf(TaskContext task) {
    MonoTime now = ticker.now();
    return task.deadline().isFinite()
        ? now.plus(task.deadline().since(now).dividedBy(2))
        : now.plus(Duration.ofMinutes(5));
  }
}
