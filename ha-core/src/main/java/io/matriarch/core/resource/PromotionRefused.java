package io.matriarch.core.resource;

/**
 * What an operator lets run before a promotion said no: this replica should not lead for a while,
 * but another one may.
 */
public final class PromotionRefused extends ResourceException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses for this reason.
   *
   * @param message one line
   */
  public PromotionRefused(String message) {
    super(message);
  }
}
