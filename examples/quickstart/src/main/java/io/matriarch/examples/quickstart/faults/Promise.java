package io.matriarch.examples.quickstart.faults;

/**
 * What must hold in spite of a fault. Always: all members are in order again without a hand, and
 * hold the same rows. Where one writer is promised, nothing is lost that a replica had confirmed.
 */
enum Promise {
  /** No two nodes accept writes, and nothing that was acknowledged is lost. */
  NOTHING_LOST,
  /** No two nodes accept writes; what had not been shipped may be lost. */
  ONE_WRITER,
  /** No two nodes accept writes if a guard outside of the agent watches. */
  ONE_WRITER_WITH_LEASH,
  /** Nobody inside can know; measured only. */
  MEASURED;

  boolean oneWriter(boolean leash) {
    return this == NOTHING_LOST || this == ONE_WRITER || this == ONE_WRITER_WITH_LEASH && leash;
  }

  boolean lossless() {
    return this == NOTHING_LOST;
  }

  /** For the report. */
  String text() {
    return switch (this) {
      case NOTHING_LOST -> "one writer, nothing lost";
      case ONE_WRITER -> "one writer";
      case ONE_WRITER_WITH_LEASH -> "one writer with the leash";
      case MEASURED -> "none; measured";
    };
  }
}
