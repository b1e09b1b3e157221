package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.machine.Creation;
import io.matriarch.core.internal.machine.Returning;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceReport;
import java.time.Duration;
import java.util.Optional;

/** Facts about what is being done to the resource, or asked for, and what became of it. */
public final class TaskFacts implements FactFinder {
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
  private static final int PROMOTIONS = 2;
  private static final int STARTS = 2;

  /** How long a task that was told to end may take for it. */
  public static final Duration TIME_TO_END = Duration.ofSeconds(10);

  @Override
  public FactSet find(Situation s) {
    TaskSlot slot = s.state().tasks();
    Optional<TaskSlot.Running> task = slot.running();
    Optional<TaskSlot.Failures> failures = slot.failures();
    Optional<Creation> creation = s.state().memory().creation();
    return FactSet.found()
        .with(Fact.TASK_RUNNING, task.isPresent())
        .with(Fact.TASK_MAKES_PRIMARY, task.filter(t -> t.spec().makesPrimary()).isPresent())
        .with(
            Fact.TASK_IS_BOOTSTRAP,
            task.filter(t -> t.spec() instanceof TaskSpec.Bootstrap).isPresent())
        .with(Fact.TASK_IS_STOP, task.filter(t -> t.spec() instanceof TaskSpec.Stop).isPresent())
        .with(
            Fact.STOP_TO_HAND_OVER,
            task.filter(t -> t.spec() instanceof TaskSpec.Stop stop && stop.handingOver())
                .isPresent())
        .with(Fact.RETURN_PENDING, s.state().memory().returning().isPresent())
        .with(
            Fact.HANDING_OVER,
            // Without data there is nothing that a successor would have to have.
            !s.state().stateless()
                && s.state().memory().returning().filter(Returning::handingOver).isPresent())
        .with(Fact.RESTART_ORDERED, s.state().desk().restart().isPresent())
        .with(Fact.REBUILD_ORDERED, s.state().desk().rebuild().isPresent())
        .with(Fact.TASK_CANCELLED, task.filter(TaskSlot.Running::cancelled).isPresent())
        .with(Fact.TASK_OVERDUE, task.filter(t -> s.now().hasReached(t.deadline())).isPresent())
        .with(
            Fact.TASK_STUCK,
            task.flatMap(TaskSlot.Running::cancelledAt)
                .filter(at -> s.now().hasReached(at.plus(TIME_TO_END)))
                .isPresent())
        .with(
            Fact.TASK_OUTDATED,
            task.map(TaskSlot.Running::spec).filter(spec -> needsWhoIsGone(spec, s)).isPresent())
        .with(Fact.TASK_HOPELESS, failures.filter(TaskSlot.Failures::fatal).isPresent())
        .with(Fact.REALIGN_FAILED, s.report().filter(ResourceReport::spoiled).isPresent())
        .with(Fact.SHUTDOWN_REQUESTED, s.state().memory().shutdownRequested())
        .with(Fact.INITIALIZATION_IS_OURS, creation.isPresent())
        .with(Fact.CREATION_DOUBTFUL, creation.filter(c -> c.doubtfulAt(s.now())).isPresent())
        .with(
            Fact.CREATION_NOT_YET,
            creation
                .filter(c -> !c.permit().validAt(s.now()) || s.now().isBefore(c.from()))
                .isPresent())
        .with(Fact.CREATION_UNFINISHED, creation.filter(Creation::unfinished).isPresent())
        .with(Fact.BOOTSTRAP_FAILED, failedAtLeast(failures, TaskSpec.Bootstrap.class, 1))
        .with(
            Fact.MAY_BOOTSTRAP,
            s.state().settings().bootstrapConfig().isPresent()
                && !s.state().settings().tags().nofailover())
        .with(Fact.PROMOTE_FAILED, failedAtLeast(failures, TaskSpec.Promote.class, PROMOTIONS))
        .with(Fact.PROMOTION_REFUSED, s.now().isBefore(s.state().memory().refusedUntil()))
        .with(Fact.START_GIVEN_UP, startGivenUp(s))
        .with(
            Fact.HANDOVER_READY,
            task.filter(t -> t.spec() instanceof TaskSpec.Stop)
                .flatMap(TaskSlot.Running::finalPosition)
                .isPresent())
        .toSet();
  }

  /** When a failed task may be tried again: soon at first, then less and less often. */
  public static MonoTime retryAt(TaskSlot.Failures failures) {
    Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures.count() - 1, 4));
    return failures.at().plus(wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait);
  }

  /** There is somebody else to be served by, and the one that serves is no member any more. */
  private static boolean needsWhoIsGone(TaskSpec spec, Situation s) {
    return s.source().isPresent()
        && spec.source()
            .filter(source -> s.view().flatMap(view -> view.member(source.name())).isEmpty())
            .isPresent();
  }

  /** Time is up; or it was tried, and ended at once, so that more time would not help. */
  private static boolean startGivenUp(Situation s) {
    Optional<MonoTime> since = s.state().memory().startFailingSince();
    Duration patience = s.state().config().failover().primaryStartTimeout();
    boolean timeIsUp = since.filter(at -> s.now().hasReached(at.plus(patience))).isPresent();
    return since.isPresent()
        && (timeIsUp || failedAtLeast(s.state().tasks().failures(), TaskSpec.Start.class, STARTS));
  }

  private static boolean failedAtLeast(
      Optional<TaskSlot.Failures> failures, Class<? extends TaskSpec> kind, int times) {
    return failures.filter(f -> f.of(kind) && f.count() >= times).isPresent();
  }
}
