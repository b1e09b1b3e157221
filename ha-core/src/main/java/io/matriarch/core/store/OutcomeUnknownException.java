package io.matriarch.core.store;

/** The call may have been applied, or may still be: its answer is lost or late. */
public final class OutcomeUnknownException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Says that nobody knows.
   *
   * @param message one line, without secrets
   * @param cause what brought it about; may be null
   */
  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
