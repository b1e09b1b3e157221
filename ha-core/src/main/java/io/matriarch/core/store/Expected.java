package io.matriarch.core.store;

/** What must be there for a write to be applied. */
public sealed interface Expected {

  /** No document at all. */
  record Absent() implements Expected {}

  /** The document with exactly this version, as a view showed it. */
  record Version(String version) implements Expected {}

  /** Whatever is there. */
  record Any() implements Expected {}

  /** No document at all. */
  Expected ABSENT = new Absent();

  /** Whatever is there. */
  Expected ANY = new Any();
}
