package io.matriarch.core.internal.event;

import io.matriarch.core.resource.TaskStage;

/** From the one task that may run. Exactly one {@link Finished} comes per started task. */
public sealed interface TaskEvent extends Event {

  record Progressed(long id, TaskStage stage) implements TaskEvent {}

  record Finished(long id, Outcome outcome) implements TaskEvent {}

  /** How a task ended. */
  sealed interface Outcome {
    record Done() implements Outcome {}

    /**
     * @param fatal repeating cannot help and the node should end
     */
    record Failed(String message, boolean fatal) implements Outcome {}

    /** Somebody who may do so forbade it; another node may be allowed to. */
    record Refused(String message) implements Outcome {}

    record Cancelled(String reason) implements Outcome {}
  }
}
