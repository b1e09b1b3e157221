package io.matriarch.core.resource;

/** A task ends because it was told to, or because its permit no longer holds. */
public final class TaskCancelled extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Ends a task for this reason.
   *
   * @param reason one line
   */
  public TaskCancelled(String reason) {
    super(reason);
  }
}
