package io.matriarch.core.api;

/** Something was to be done that only a leader may do. */
public final class NotLeadingException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was ended.
   *
   * @param message one clear line
   */
  public NotLeadingException(String message) {
    super(message);
  }
}
