package io.matriarch.core.store;

/** Which document; its key is the backend's matter. */
public enum DocumentKind {
  CONFIG,
  INITIALIZE,
  HISTORY
}
