package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Position;
import java.util.Optional;

/**
 * The one place for whatever touches the resource's processes or data.
 *
 * @param running the task under way
 * @param failures how often in a row the same kind of task has failed
 */
public record TaskSlot(Optional<Running> running, Optional<Failures> failures) {
  public static final TaskSlot IDLE = new TaskSlot(Optional.empty(), Optional.empty());

  /**
   * @param id of the effect that started it
   * @param deadline when it should be over
   * @param stage last stage reported, for people
   * @param plan what it is going to do, for people; empty if it has not said
   * @param pastNoReturn cancelling cannot undo it any more
   * @param finalPosition the shutdown's last position, once it stands
   * @param cancelledAt when it was told to end, if it was
   */
  public record Running(
      long id,
      TaskSpec spec,
      MonoTime startedAt,
      MonoTime deadline,
      String stage,
      String plan,
      boolean pastNoReturn,
      Optional<Position> finalPosition,
      Optional<MonoTime> cancelledAt) {

    Running cancelled(MonoTime now) {
      return new Running(
          id,
          spec,
          startedAt,
          deadline,
          stage,
          plan,
          pastNoReturn,
          finalPosition,
          Optional.of(now));
    }

    public boolean cancelled() {
      return cancelledAt.isPresent();
    }
  }

  /** The running task was told to end. */
  TaskSlot cancelled(MonoTime now) {
    return new TaskSlot(running.map(task -> task.cancelled(now)), failures);
  }

  /** A new leadership is not burdened with how often an earlier one failed. */
  TaskSlot forgetting(Class<? extends TaskSpec> kind) {
    return new TaskSlot(running, failures.filter(f -> !f.of(kind)));
  }

  /**
   * @param kind class of the task's spec
   * @param count failures in a row
   * @param message the last one's, for people
   * @param fatal repeating cannot help
   * @param at when the last one came
   */
  public record Failures(
      Class<? extends TaskSpec> kind, int count, String message, boolean fatal, MonoTime at) {

    public boolean of(Class<? extends TaskSpec> task) {
      return kind == task;
    }
  }
}
