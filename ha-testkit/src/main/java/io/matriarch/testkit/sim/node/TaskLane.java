package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.testkit.sim.task.SimTask;
import io.matriarch.testkit.sim.task.Workbench;
import java.util.Optional;

/** Runs the one task. */
final class TaskLane {
  private final Workbench bench;
  private Optional<SimTask> last = Optional.empty();

  TaskLane(Workbench bench) {
    this.bench = bench;
  }

  void start(TaskEffect.Start effect) {
    SimTask task = SimTask.of(effect.id(), effect.spec(), bench);
    last = Optional.of(task);
    task.begin();
  }

  void cancel(TaskEffect.Cancel effect) {
    last.filter(task -> task.id() == effect.id()).ifPresent(task -> task.cancel(effect.reason()));
  }
}
