package io.matriarch.core.resource;

/** How to stop. */
public enum StopMode {
  /** Flush first, so that the stop itself is short; then as FAST. */
  GRACEFUL,
  /** Clients are disconnected, what was acknowledged is saved and shipped. */
  FAST,
  /** At once; recovery is left to the next start. */
  IMMEDIATE
}
