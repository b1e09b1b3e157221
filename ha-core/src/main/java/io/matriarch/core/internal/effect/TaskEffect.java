package io.matriarch.core.internal.effect;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.MonoTime;

/** For the task lane. */
public sealed interface TaskEffect extends Effect {
  long id();

  /**
   * @param deadline when the task should be over
   */
  record Start(long id, TaskSpec spec, MonoTime deadline) implements TaskEffect {}

  /** Completed by the cancelled task's own end. */
  record Cancel(long id, String reason) implements TaskEffect {}
}
