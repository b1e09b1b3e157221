package io.matriarch.postgres.control;

import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.Position;
import java.util.Map;

/**
 * What {@code pg_controldata} says.
 *
 * @param systemId identity of the cluster
 * @param state in the server's words, e.g. {@code in production}
 * @param checkpoint address of the latest checkpoint
 * @param checkpointTimeline timeline of it
 * @param minRecovery until where recovery must come; 0/0 if it need not
 * @param minRecoveryTimeline timeline of it
 * @param hintsLogged {@code wal_log_hints} or data checksums are on, as {@code pg_rewind} needs
 * @param segmentBytes size of one WAL segment
 * @param limits server parameters that a replica must not have smaller, by parameter name
 */
public record ControlFile(
    String systemId,
    String state,
    Lsn checkpoint,
    long checkpointTimeline,
    Lsn minRecovery,
    long minRecoveryTimeline,
    boolean hintsLogged,
    long segmentBytes,
    Map<String, Integer> limits) {
  private static final int SEGMENT_HEADER_BYTES = 40;

  public ControlFile {
    limits = Map.copyOf(limits);
  }

  ControlFile with(ControlGlance newer) {
    return new ControlFile(
        systemId,
        newer.state(),
        newer.checkpoint(),
        newer.checkpointTimeline(),
        minRecovery,
        minRecoveryTimeline,
        hintsLogged,
        segmentBytes,
        limits);
  }

  /** Stopped in an orderly way while it was a primary. */
  public boolean isShutDownAsPrimary() {
    return state.equals("shut down");
  }

  /** Stopped in an orderly way. */
  public boolean isShutDown() {
    return isShutDownAsPrimary() || state.equals("shut down in recovery");
  }

  /** Writable when the file was last written. */
  public boolean isInProduction() {
    return state.equals("in production");
  }

  /** Followed somebody, or was restored, when the file was last written. */
  public boolean isReplica() {
    return state.equals("shut down in recovery") || state.equals("in archive recovery");
  }

  /** The last known end of a stopped copy. */
  public Position end() {
    if (isShutDownAsPrimary()) {
      return shutdownPosition();
    }
    if (isReplica() && minRecovery.bytes() != 0) {
      return new Position(minRecoveryTimeline, minRecovery.bytes());
    }
    return new Position(checkpointTimeline, checkpoint.bytes());
  }

  /**
   * What a replica must have received to have everything of a primary that is shut down. That is
   * the shutdown checkpoint's address: the record itself changes nothing. With archiving the server
   * switches to a new segment before, so that the checkpoint is the first record there; then the
   * end of the segment before is enough, and a replica gets no further if its stream is cut between
   * the two.
   */
  public Position shutdownPosition() {
    long address = checkpoint.bytes();
    boolean firstInSegment = Long.remainderUnsigned(address, segmentBytes) == SEGMENT_HEADER_BYTES;
    return new Position(
        checkpointTimeline, firstInSegment ? address - SEGMENT_HEADER_BYTES : address);
  }
}
