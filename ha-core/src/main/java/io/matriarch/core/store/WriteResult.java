package io.matriarch.core.store;

/** Definite answers to a write. */
public sealed interface WriteResult {

  /** It stands as asked. */
  record Applied() implements WriteResult {}

  /** Something else is there; nothing was changed. */
  record Conflict() implements WriteResult {}

  /** It stands as asked. */
  WriteResult APPLIED = new Applied();

  /** Something else is there. */
  WriteResult CONFLICT = new Conflict();
}
