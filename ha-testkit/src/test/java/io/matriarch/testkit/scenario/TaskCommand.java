package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TaskEvent.Outcome;
import io.matriarch.core.resource.TaskStage;
import java.util.Optional;

/**
 * What becomes of the running task: {@code task done}, {@code task failed why}, {@code task
 * hopeless why}, {@code task cancelled}, {@code task passes-no-return}, {@code task
 * writes-shutdown-checkpoint 1:0/5000060}.
 */
final class TaskCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    TaskEffect.Start task =
        stage.resource.task.orElseThrow(() -> new IllegalStateException("no task is running"));
    switch (words.get(1)) {
      case "passes-no-return" ->
          stage.happens(
              new TaskEvent.Progressed(
                  task.id(),
                  new TaskStage(TaskStage.Kind.POINT_OF_NO_RETURN, "no return", Optional.empty())));
      case "writes-shutdown-checkpoint" ->
          stage.happens(
              new TaskEvent.Progressed(
                  task.id(), TaskStage.shutdownCheckpoint(words.position().orElseThrow())));
      default -> {
        stage.resource.task = Optional.empty();
        stage.happens(new TaskEvent.Finished(task.id(), outcome(words)));
      }
    }
  }

  private static Outcome outcome(Words words) {
    return switch (words.get(1)) {
      case "done" -> new Outcome.Done();
      case "failed" -> new Outcome.Failed(words.from(2), false);
      case "hopeless" -> new Outcome.Failed(words.from(2), true);
      case "refused" -> new Outcome.Refused(words.from(2));
      case "cancelled" -> new Outcome.Cancelled("it was told to end");
      default -> throw new IllegalArgumentException(words.line());
    };
  }
}
