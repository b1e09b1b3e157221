package io.matriarch.core.api;

/** What became of {@link LeaderElection#stepDown}. */
public enum StepDownOutcome {
  /** The leadership has ended here, and others may be elected now. */
  STEPPED_DOWN,
  /** This participant did not lead; nothing was done. */
  NOT_LEADING,
  /**
   * The leadership has ended here, or is about to; others may be elected when the lease has lapsed,
   * since the listener or the store has not answered in time.
   */
  LAPSES
}
