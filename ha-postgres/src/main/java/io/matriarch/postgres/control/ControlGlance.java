package io.matriarch.postgres.control;

import io.matriarch.core.model.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The few fields of {@code pg_control} that stand at the same place in all versions that are known
 * here, read from the file itself: that takes microseconds, where the server's own program takes
 * milliseconds that a hand-over does not have.
 *
 * @param systemId identity of the cluster
 * @param state in the server's words
 * @param checkpoint address of the latest checkpoint
 * @param checkpointTimeline timeline of it
 */
record ControlGlance(String systemId, String state, Lsn checkpoint, long checkpointTimeline) {
  private static final Set<Integer> KNOWN_LAYOUTS = Set.of(1300, 1800);
  private static final List<String> STATES =
      List.of(
          "starting up",
          "shut down",
          "shut down in recovery",
          "shutting down",
          "in crash recovery",
          "in archive recovery",
          "in production");
  private static final int LAYOUT = 8;
  private static final int STATE = 16;
  private static final int CHECKPOINT = 32;
  private static final int TIMELINE = 48;
  private static final int FIXED_PART = 56;
  private static final int LONGEST = 512;

  /** Empty if the layout is not known, or if the file was being written while it was read. */
  static Optional<ControlGlance> of(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
    if (file.length < LONGEST
        || !KNOWN_LAYOUTS.contains(bytes.getInt(LAYOUT))
        || bytes.getInt(STATE) < 0
        || bytes.getInt(STATE) >= STATES.size()
        || !isWhole(file, bytes)) {
      return Optional.empty();
    }
    return Optional.of(
        new ControlGlance(
            Long.toUnsignedString(bytes.getLong(0)),
            STATES.get(bytes.getInt(STATE)),
            new Lsn(bytes.getLong(CHECKPOINT)),
            Integer.toUnsignedLong(bytes.getInt(TIMELINE))));
  }

  /** The checksum stands behind the last field, wherever that is: some prefix must have it. */
  private static boolean isWhole(byte[] file, ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(file, 0, FIXED_PART);
    for (int end = FIXED_PART; end < LONGEST; end += Integer.BYTES) {
      if ((int) checksum.getValue() == bytes.getInt(end)) {
        return true;
      }
      checksum.update(file, end, Integer.BYTES);
    }
    return false;
  }
}
