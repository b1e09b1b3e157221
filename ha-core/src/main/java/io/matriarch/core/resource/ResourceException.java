package io.matriarch.core.resource;

/** A task failed. The message is one clear line for the operator and contains no secret. */
public class ResourceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether the node should exit. */
  private final boolean fatal;

  /**
   * A failure that another try may mend.
   *
   * @param message one line
   */
  public ResourceException(String message) {
    this(message, null);
  }

  /**
   * A failure that another try may mend.
   *
   * @param message one line
   * @param cause what brought it about
   */
  public ResourceException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /**
   * A failure.
   *
   * @param message one line
   * @param cause what brought it about; may be null
   * @param fatal repeating cannot help and the node should end, e.g. data of another major version
   */
  public ResourceException(String message, Throwable cause, boolean fatal) {
    super(message, cause);
    this.fatal = fatal;
  }

  /** {@return whether the node should exit with the message rather than try again} */
  public boolean fatal() {
    return fatal;
  }
}
