package io.matriarch.core.store;

/** The call was definitely not applied: it was not sent, or the server said so. */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message one line, without secrets
   * @param cause what brought it about; may be null
   */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
