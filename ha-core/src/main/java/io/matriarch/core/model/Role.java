package io.matriarch.core.model;

/** What a resource instance is at this moment. */
public enum Role {
  /** Accepts writes. */
  PRIMARY,
  /** Follows a source, or would if it had one. */
  REPLICA,
  /** Was a primary and has been, or is being, stopped as one. */
  DEMOTED,
  /** Promotion was accepted; writable in a moment. */
  PROMOTED,
  /** Replicates from a remote cluster and leads its own. */
  STANDBY_LEADER,
  /** Has no data yet. */
  UNINITIALIZED;
}
