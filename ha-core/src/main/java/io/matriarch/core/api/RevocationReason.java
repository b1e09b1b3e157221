package io.matriarch.core.api;

/** Why a leadership ended. {@link LeaderElection#why} tells more. */
public enum RevocationReason {
  /** {@link LeaderElection#stepDown} was called. */
  STEPPED_DOWN,
  /** {@link LeaderElection#close} was called. */
  CLOSED,
  /** An operator asked that another participant lead. */
  MOVED,
  /**
   * The lease could not be renewed in time: the store does not answer, or this process stood still.
   * Nobody else can have been elected yet, unless the process itself was stopped for that long.
   */
  NOT_RENEWED,
  /** The lease was taken away in the store: its key was removed, or belongs to somebody else. */
  LOST,
  /** {@link LeadershipListener#elected} threw something: this participant cannot lead. */
  LISTENER_FAILED,
  /** This participant ends because of an error, which is logged. */
  FAILED
}
