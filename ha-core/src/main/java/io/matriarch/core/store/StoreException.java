package io.matriarch.core.store;

/** A call failed; the subclass says what the caller knows now. Messages never contain secrets. */
public abstract sealed class StoreException extends Exception
    permits StoreUnavailableException, OutcomeUnknownException, StoreRejectedException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
