package io.matriarch.testkit.sim.postgres;

import io.matriarch.core.model.Position;
import java.util.Optional;

/**
 * The flushed write-ahead log of one copy: everything on a branch and its ancestors up to an
 * offset. What was not flushed does not count, for nobody was told of it.
 *
 * @param branch the newest branch
 * @param end offset after the last byte
 */
public record Wal(Branch branch, long end) {
  static final long FIRST_END = 1 << 20;

  static Wal first() {
    return new Wal(Branch.first(), FIRST_END);
  }

  /** True if this log contains what stands on that branch up to that offset. */
  public boolean covers(Branch other, long offset) {
    long limit = end;
    for (Branch b = branch; b != other; b = b.parent().get()) {
      if (b.parent().isEmpty()) {
        return false;
      }
      limit = Math.min(limit, b.forkedAt());
    }
    return offset <= limit;
  }

  /** True if the other log goes on where this one ends. */
  public boolean isPrefixOf(Wal other) {
    return other.covers(branch, end);
  }

  /** The part up to that offset. */
  Wal upTo(long offset) {
    Branch b = branch;
    while (b.parent().isPresent() && offset <= b.forkedAt()) {
      b = b.parent().get();
    }
    return new Wal(b, Math.min(offset, end));
  }

  /** What both have in common; empty if they belong to different clusters. */
  Optional<Wal> common(Wal other) {
    long limit = end;
    for (Branch b = branch; ; b = b.parent().get()) {
      if (other.covers(b, b.forkedAt())) {
        return Optional.of(new Wal(b, Math.min(limit, other.limitOn(b))));
      }
      if (b.parent().isEmpty()) {
        return Optional.empty();
      }
      limit = Math.min(limit, b.forkedAt());
    }
  }

  private long limitOn(Branch ancestor) {
    long limit = end;
    for (Branch b = branch; b != ancestor; b = b.parent().get()) {
      limit = Math.min(limit, b.forkedAt());
    }
    return limit;
  }

  Wal longerBy(long bytes) {
    return new Wal(branch, end + bytes);
  }

  public Position position() {
    return new Position(branch.timeline(), end);
  }
}
