package io.matriarch.core.store;

/** Which document; its key is the backend's matter. */
public enum DocumentKind {
  /** The dynamic configuration. */
  CONFIG,
  /** Who made the cluster, or claims to. */
  INITIALIZE,
  /** The branches of history so far. */
  HISTORY,
  /** A request to move leadership. */
  FAILOVER
}
