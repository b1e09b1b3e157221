package io.matriarch.core.internal.runtime;

/** Calls that must not wait for each other: each kind has threads of its own. */
enum LaneKind {
  /** Acquire, renew, release; nothing else. */
  LEASE("lease"),
  /** Reads and writes of everything else. */
  STORE("store"),
  /** Looks at the resource. */
  PROBE("probe"),
  /** Whatever else is done to the resource beside tasks. */
  CHORE("chore"),
  /** What the watchdog is told. */
  WATCHDOG("watchdog");

  private final String word;

  LaneKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
