package io.matriarch.testkit.sim.election;

import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TaskEvent.Outcome;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.Permit.LeasePermit;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.util.Optional;

/**
 * One process's part in the election as a resource, as {@code ElectionOnlyResource} is, in virtual
 * time.
 */
final class Candidate {
  private final Life life;
  private RunPhase phase = RunPhase.RUNNING;
  private Optional<Tenure> leading = Optional.empty();
  private Optional<Tenure> former = Optional.empty();
  private Optional<TaskEffect.Start> task = Optional.empty();

  Candidate(Life life) {
    this.life = life;
  }

  Optional<Tenure> leading() {
    return leading;
  }

  ResourceReport report() {
    return ResourceReport.builder(
            DataState.PRESENT, phase, leading.isPresent() ? Role.PRIMARY : Role.REPLICA)
        .identity(Optional.of("election"))
        .build();
  }

  void begin(TaskEffect.Start effect) {
    task = Optional.of(effect);
    if (effect.spec() instanceof TaskSpec.Promote promote) {
      promote(effect, (LeasePermit) promote.permit());
    } else if (effect.spec() instanceof TaskSpec.Stop) {
      leading.ifPresent(Tenure::end);
      life.tasks().run(this::mayEnd);
    } else {
      life.tasks().run(this::mayEnd);
    }
  }

  private void promote(TaskEffect.Start effect, LeasePermit permit) {
    life.tasks()
        .runAfter(
            life.dice().spread(Duration.ofNanos(50_000), Duration.ofMillis(20)),
            () -> {
              if (!life.permitHolds(permit.term()) || phase != RunPhase.RUNNING) {
                end(new Outcome.Cancelled("the permit has expired"));
                return;
              }
              life.take(
                  new TaskEvent.Progressed(
                      effect.id(),
                      new TaskStage(
                          TaskStage.Kind.POINT_OF_NO_RETURN, "no return", Optional.empty())));
              Tenure tenure = new Tenure(life, permit.term(), this::tenureChanged);
              leading = Optional.of(tenure);
              former = leading;
              tenure.begin();
              end(new Outcome.Done());
            });
  }

  private void tenureChanged() {
    life.tasks().run(this::mayEnd);
  }

  /** The task that waits for the listener may be done. */
  private void mayEnd() {
    if (task.isEmpty()) {
      return;
    }
    TaskSpec spec = task.get().spec();
    if (spec instanceof TaskSpec.Stop && leading.map(Tenure::stopped).orElse(true)) {
      leading = Optional.empty();
      phase = RunPhase.STOPPED;
      end(new Outcome.Done());
    } else if (spec instanceof TaskSpec.Start && former.map(Tenure::over).orElse(true)) {
      phase = RunPhase.RUNNING;
      end(new Outcome.Done());
    }
  }

  void cancel(TaskEffect.Cancel effect) {
    boolean waits =
        task.filter(t -> t.id() == effect.id() && !(t.spec() instanceof TaskSpec.Promote))
            .isPresent();
    if (waits) {
      end(new Outcome.Cancelled(effect.reason()));
    }
  }

  private void end(Outcome outcome) {
    long id = task.orElseThrow().id();
    task = Optional.empty();
    life.take(new TaskEvent.Finished(id, outcome));
  }

  void fence() {
    leading.ifPresent(Tenure::end);
    leading = Optional.empty();
    phase = RunPhase.STOPPED;
    life.resourceChanged();
  }
}
