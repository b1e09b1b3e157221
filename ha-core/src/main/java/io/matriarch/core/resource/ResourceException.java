package io.matriarch.core.resource;

/** A task failed. The message is one clear line for the operator and contains no secret. */
public class ResourceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean fatal;

  public ResourceException(String message) {
    this(message, null);
  }

  public ResourceException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /**
   * @param fatal repeating cannot help and the node should end, e.g. data of another major version
   */
  public ResourceException(String message, Throwable cause, boolean fatal) {
    super(message, cause);
    this.fatal = fatal;
  }

  /** True if the node should exit with the message rather than try again. */
  public boolean fatal() {
    return fatal;
  }
}
