package io.matriarch.core.store;

/** Definitely not applied, for a cause that repeating does not cure: rights, quota, schema. */
public final class StoreRejectedException extends StoreException {
  private static final long serialVersionUID = 1L;

  public StoreRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
