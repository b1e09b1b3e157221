package io.matriarch.testkit.sim.postgres;

import java.util.Optional;

/**
 * One timeline as one promotion created it. Two promotions may create the same number; they are
 * still two branches. Only one server at a time ever writes to a branch.
 */
public final class Branch {
  private final int timeline;
  private final Optional<Branch> parent;
  private final long forkedAt;

  private Branch(int timeline, Optional<Branch> parent, long forkedAt) {
    this.timeline = timeline;
    this.parent = parent;
    this.forkedAt = forkedAt;
  }

  /** The first timeline of a new cluster. */
  static Branch first() {
    return new Branch(1, Optional.empty(), 0);
  }

  /** What a promotion at the end of that log begins. */
  static Branch after(Wal wal) {
    return new Branch(wal.branch().timeline + 1, Optional.of(wal.branch()), wal.end());
  }

  public int timeline() {
    return timeline;
  }

  public Optional<Branch> parent() {
    return parent;
  }

  /** Offset on the parent at which this branch left it. */
  public long forkedAt() {
    return forkedAt;
  }

  @Override
  public String toString() {
    return "timeline " + timeline + " from " + forkedAt;
  }
}
