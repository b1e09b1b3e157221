package io.matriarch.core.internal.policy;

/** What a decision wants of the lease. */
public enum LeaseStance {
  /** Try to get it. */
  CLAIM,
  /** Keep it alive. */
  KEEP,
  /** Give it up now. */
  RELEASE,
  /** Neither prolong it nor give it up: something may still be writable under it. */
  LET_LAPSE,
  /** It is not ours and shall not be. */
  NONE
}
