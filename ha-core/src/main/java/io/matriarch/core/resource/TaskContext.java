package io.matriarch.core.resource;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;

/** A running task's only connection to the node. Used by the task's own threads. */
public interface TaskContext {

  /** Reports progress. Never blocks. */
  void stage(TaskStage stage);

  /**
   * Ends the task if it was cancelled; cancellation also interrupts the task's thread.
   *
   * @throws TaskCancelled it was
   */
  void checkCancelled() throws TaskCancelled;

  /**
   * To be called immediately before the step that makes the resource writable.
   *
   * @throws TaskCancelled the task was cancelled, or the permit has expired
   */
  void passPointOfNoReturn(Permit permit) throws TaskCancelled;

  /** The task should be over by then; it is cancelled some time after it. */
  MonoTime deadline();
}
