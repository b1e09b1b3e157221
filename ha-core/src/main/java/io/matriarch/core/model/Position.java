package io.matriarch.core.model;

/**
 * A point in the history of a replicated resource.
 *
 * <p>Positions are ordered by epoch first: a copy on a newer branch of history is ahead of any copy
 * on an older one, whatever their offsets. A resource that numbers its branches itself best takes
 * the {@linkplain Permit.LeasePermit#term term} of the permit that it was promoted with: it grows,
 * and no two promotions ever share one.
 *
 * @param epoch branch of history, growing with every promotion (PostgreSQL: the timeline); 0 if
 *     unknown
 * @param offset place inside the history in the resource's own unit (PostgreSQL: the LSN in bytes);
 *     above 0 where there is data at all, for members read 0 as unknown
 */
public record Position(long epoch, long offset) implements Comparable<Position> {
  /** Refuses negative numbers. */
  public Position {
    if (epoch < 0 || offset < 0) {
      throw new IllegalArgumentException("position " + epoch + "/" + offset + " is negative");
    }
  }

  @Override
  public int compareTo(Position other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(offset, other.offset);
  }

  @Override
  public String toString() {
    return epoch + ":" + new Lsn(offset);
  }
}
