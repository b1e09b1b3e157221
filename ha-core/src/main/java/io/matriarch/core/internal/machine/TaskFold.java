package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TaskEvent.Outcome;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.StartRequest;
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
    boolean plan = stage.kind() == TaskStage.Kind.PLAN;
    return new TaskSlot.Running(
        task.id(),
        task.spec(),
        task.startedAt(),
        task.deadline(),
        plan ? task.stage() : stage.detail(),
        plan ? stage.detail() : task.plan(),
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
    Optional<NodeName> renewedFrom = done ? renewedFrom(task.spec()) : Optional.empty();
    if (renewedFrom.isPresent()) {
      draft.resource =
          draft.resource.judged(
              draft
                  .resource
                  .verdict()
                  .filter(verdict -> verdict.leader().equals(renewedFrom.get()))
                  .map(
                      verdict ->
                          new ResourceState.Verdict(
                              Divergence.IN_LINE, verdict.leader(), verdict.term(), draft.now)));
    } else if (task.spec().makesPrimary()) {
      // It may have begun a history of its own.
      draft.resource = draft.resource.judged(Optional.empty());
    }
    if (done && task.spec() instanceof TaskSpec.Bootstrap) {
      draft.memory = draft.memory.creation(draft.memory.creation().map(c -> c.unfinished(false)));
    }
    draft.memory = draft.memory.sourceAwayAt(Optional.empty());
    remember(draft, task, done);
    ordered(draft, task, outcome);
    draft.resource = draft.resource.retaining(draft.resource.retaining(), MonoTime.MIN);
    draft.resource = draft.resource.outdated(draft.now);
    draft.store = draft.store.old();
  }

  /** Whose history the copy has now. What another replica had is still to be compared. */
  private static Optional<NodeName> renewedFrom(TaskSpec spec) {
    if (spec instanceof TaskSpec.Realign realign) {
      return Optional.of(realign.request().source().name());
    }
    return spec instanceof TaskSpec.Rebuild rebuild
        ? Optional.of(rebuild.request().source().name())
        : Optional.empty();
  }

  /** What somebody asked for has come about, or has not. */
  private static void ordered(Draft draft, TaskSlot.Running task, Outcome outcome) {
    boolean done = outcome instanceof Outcome.Done;
    if (outcome instanceof Outcome.Refused) {
      draft.memory = draft.memory.refusedUntil(draft.now.plus(draft.config.timing().ttl()));
    }
    if (task.spec() instanceof TaskSpec.Restart restart) {
      RestartDesk.ended(draft, outcome);
      if (!done) {
        // It may have been stopped by then.
        draft.memory =
            draft.memory.returning(Optional.of(new Returning(draft.now, Optional.empty(), false)));
      } else {
        started(draft, restart.request());
      }
    } else if (task.spec() instanceof TaskSpec.Start start && done) {
      started(draft, start.request());
    } else if (task.spec() instanceof TaskSpec.Follow follow
        && !follow.request().clusterConfig().equals(draft.config.text())) {
      // It wrote the server's files with a configuration that has become old meanwhile.
      draft.resource = draft.resource.configureAgain();
    } else if (task.spec() instanceof TaskSpec.Stop stop && stop.handingOver() && done) {
      draft.memory =
          draft.memory.returning(Optional.of(new Returning(draft.now, task.finalPosition(), true)));
    } else if (task.spec() instanceof TaskSpec.Rebuild rebuild && rebuild.ordered() && done) {
      RebuildDesk.done(draft);
      draft.memory =
          draft.memory.returning(Optional.of(new Returning(draft.now, Optional.empty(), false)));
    }
  }

  /** It is back. If it crashes before anybody has looked at it, that is a crash like any other. */
  private static void started(Draft draft, StartRequest request) {
    draft.memory = draft.memory.returning(Optional.empty());
    draft.resource = draft.resource.startedWith(request.clusterConfig());
  }

  /** What is known of the resource now, though nobody has looked at it yet. */
  private static void remember(Draft draft, TaskSlot.Running task, boolean done) {
    if (task.spec().makesPrimary() && (done || task.pastNoReturn())) {
      draft.resource = draft.resource.writable(true);
    } else if (task.spec() instanceof TaskSpec.Stop && done) {
      draft.resource = draft.resource.writable(false);
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
