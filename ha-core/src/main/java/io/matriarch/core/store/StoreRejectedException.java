package io.matriarch.core.store;

/**
 * Definitely not applied, for a cause that repeating does not cure: rights, quota, schema. Callers
 * try again at their rhythm all the same: a server that has just started may deny what it grants a
 * second later.
 */
public final class StoreRejectedException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message one line, without secrets
   * @param cause what brought it about; may be null
   */
  public StoreRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
