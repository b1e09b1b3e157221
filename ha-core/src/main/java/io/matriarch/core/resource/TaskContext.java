package io.matriarch.core.resource;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;

/** A running task's only connection to the node. Used by the task's own threads. */
public interface TaskContext {

  /**
   * Reports progress. Never blocks.
   *
   * @param stage how far it is
   */
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
   * @param permit the right to take that step
   * @throws TaskCancelled the task was cancelled, the permit has expired, or its lease is lost
   */
  void passPointOfNoReturn(Permit permit) throws TaskCancelled;

  /** {@return when the task should be over; it is cancelled some time after that} */
  MonoTime deadline();
}
