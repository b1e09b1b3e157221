package io.matriarch.postgres.datasource;

/** What becomes of connections to a leader of whom nothing has been heard for too long. */
public enum OnUnknown {
  /**
   * They are ended, and none is given out: whoever may have been replaced by now acknowledges
   * nothing to this program. The default, since a write that is lost costs more than one that
   * fails; and without failsafe mode a primary that reaches no store for that long steps down as
   * well.
   */
  RETIRE,
  /**
   * They stay, and more are given out: for clusters in failsafe mode, whose primary goes on during
   * an outage of the store; or for programs that would rather lose a write than an hour.
   */
  KEEP
}
