package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TaskEvent.Outcome;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.TaskStage;
import java.util.Optional;

/** Takes in what the running task reports. */
final class TaskFold {
  private TaskFold() {}

  static void fold(Draft draft, TaskEvent event) {
    Optional<TaskSlot.Running> running = draft.tasks.running();
    if (event instanceof TaskEvent.Progressed progressed) {
      running
          .filter(task -> task.id() == progressed.id())
          .ifPresent(
              task ->
                  draft.tasks =
                      new TaskSlot(
                          Optional.of(at(task, progressed.stage())), draft.tasks.failures()));
    } else if (event instanceof TaskEvent.Finished finished) {
      running
          .filter(task -> task.id() == finished.id())
          .ifPresent(task -> finish(draft, task, finished.outcome()));
    }
  }

  private static TaskSlot.Running at(TaskSlot.Running task, TaskStage stage) {
    return new TaskSlot.Running(
        task.id(),
        task.spec(),
        task.startedAt(),
        task.deadline(),
        stage.detail(),
        task.pastNoReturn() || stage.kind() == TaskStage.Kind.POINT_OF_NO_RETURN,
        stage.position().or(task::finalPosition),
        task.cancelledAt());
  }

  private static void finish(Draft draft, TaskSlot.Running task, Outcome outcome) {
    draft.tasks = new TaskSlot(Optional.empty(), failures(draft, task, outcome));
    boolean done = outcome instanceof Outcome.Done;
    if (done && task.spec() instanceof TaskSpec.Stop) {
      draft.resource = draft.resource.stopped();
    }
    if (!done && task.spec().makesPrimary() && task.pastNoReturn()) {
      // Nobody watches over it any more, and it may still become writable by itself: in pause, too.
      draft.emit(new ResourceEffect.Fence(task.spec().label() + " did not end as it should"));
    }
    boolean copyRenewed =
        task.spec() instanceof TaskSpec.Realign || task.spec() instanceof TaskSpec.Rebuild;
    if (done && copyRenewed) {
      draft.resource =
          draft.resource.judged(
              draft
                  .resource
                  .verdict()
                  .map(
                      verdict ->
                          new ResourceState.Verdict(
                              Divergence.IN_LINE, verdict.leader(), verdict.term(), draft.now)));
    } else if (task.spec().makesPrimary()) {
      // It may have begun a history of its own.
      draft.resource = draft.resource.judged(Optional.empty());
    }
    remember(draft, task, done);
    draft.resource = draft.resource.retaining(draft.resource.retaining(), MonoTime.MIN);
    draft.resource = draft.resource.outdated(draft.now);
    draft.store = draft.store.old();
  }

  /** What is known of the resource now, though nobody has looked at it yet. */
  private static void remember(Draft draft, TaskSlot.Running task, boolean done) {
    if (task.spec().makesPrimary() && (done || task.pastNoReturn())) {
      draft.resource = draft.resource.writable(true);
    } else if (task.spec() instanceof TaskSpec.Stop && done) {
      draft.resource = draft.resource.writable(false);
    } else if (task.spec() instanceof TaskSpec.Realign) {
      draft.resource = draft.resource.spoiled(!done);
    } else if (task.spec() instanceof TaskSpec.Rebuild && done) {
      draft.resource = draft.resource.spoiled(false);
    }
  }

  private static Optional<TaskSlot.Failures> failures(
      Draft draft, TaskSlot.Running task, Outcome outcome) {
    Optional<TaskSlot.Failures> before = draft.tasks.failures();
    if (outcome instanceof Outcome.Failed failed) {
      int count =
          before.filter(f -> f.of(task.spec().getClass())).map(f -> f.count() + 1).orElse(1);
      return Optional.of(
          new TaskSlot.Failures(
              task.spec().getClass(), count, failed.message(), failed.fatal(), draft.now));
    }
    boolean stop = task.spec() instanceof TaskSpec.Stop;
    return outcome instanceof Outcome.Done && !stop ? Optional.empty() : before;
  }
}
