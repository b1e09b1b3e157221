package io.matriarch.core.resource;

import io.matriarch.core.model.Position;
import java.util.Optional;

/**
 * A step of a running task.
 *
 * @param kind what the core understands of it
 * @param detail for people
 * @param position where the stage has one
 */
public record TaskStage(Kind kind, String detail, Optional<Position> position) {

  /** Stages that matter to decisions, and one for all others. */
  public enum Kind {
    /** Something for people to read. */
    PROGRESS,
    /** What is going to be done, with its bounds, and what if that fails: for people, too. */
    PLAN,
    /** The shutdown's last position is final; replicas that have it have everything. */
    SHUTDOWN_CHECKPOINT_WRITTEN,
    /** From here on the task cannot be undone by cancelling it. */
    POINT_OF_NO_RETURN
  }

  /**
   * {@return a stage for people to read}
   *
   * @param detail one line
   */
  public static TaskStage progress(String detail) {
    return new TaskStage(Kind.PROGRESS, detail, Optional.empty());
  }

  /**
   * {@return what is going to be done, which is shown for as long as the task runs}
   *
   * @param detail one line
   */
  public static TaskStage plan(String detail) {
    return new TaskStage(Kind.PLAN, detail, Optional.empty());
  }

  /**
   * {@return the stage from which on the last position is final}
   *
   * @param position that position
   */
  public static TaskStage shutdownCheckpoint(Position position) {
    return new TaskStage(
        Kind.SHUTDOWN_CHECKPOINT_WRITTEN, "shutdown checkpoint", Optional.of(position));
  }
}
