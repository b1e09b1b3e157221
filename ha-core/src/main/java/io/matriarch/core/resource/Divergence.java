package io.matriarch.core.resource;

/** How a local copy's history stands to that of a source. */
public enum Divergence {
  /** The copy can follow as it is. */
  IN_LINE,
  /** The copy has, or may have, what the source never had. */
  DIVERGED,
  /** The source could not be asked. */
  UNKNOWN
}
