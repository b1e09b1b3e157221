package io.matriarch.postgres.tasks;

import io.matriarch.postgres.control.Disk;
import io.matriarch.postgres.process.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Room on a file system.
 *
 * @param free how many bytes there are
 * @param needed how many are needed at least; empty if nobody knows
 */
record Room(Path place, long free, OptionalLong needed) {
  /** What a copy needs beside the databases: WAL and files of its own. */
  static final long BESIDE = 64L << 20;

  /** How an objection begins. */
  static final String NONE = "no room: ";

  private static final long MORE = 16L << 20;
  private static final List<String> UNITS = List.of("MB", "GB", "TB");

  static Room at(Path place, OptionalLong needed) throws IOException {
    return new Room(place, Disk.freeBytes(place), needed);
  }

  /**
   * Why it does not suffice.
   *
   * @param ranOutWith how much there was before an attempt for which it did not suffice: it is not
   *     tried again before there is clearly more, whatever was said to be needed
   */
  Optional<String> objection(OptionalLong ranOutWith) {
    if (needed.isPresent() && needed.getAsLong() > free) {
      return Optional.of(NONE + this + " at " + place + "; make room");
    }
    if (ranOutWith.isPresent() && free < ranOutWith.getAsLong() + MORE) {
      return Optional.of(
          NONE
              + text(ranOutWith.getAsLong())
              + " did not suffice, and "
              + text(free)
              + " are free at "
              + place
              + "; make room");
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return (needed.isPresent() ? text(needed.getAsLong()) + " needed" : "size unknown")
        + ", "
        + text(free)
        + " free";
  }

  /** Bytes for people. */
  static String text(long bytes) {
    double value = bytes / (1024.0 * 1024);
    int unit = 0;
    while (value >= 1000 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, UNITS.get(unit));
  }

  /** Whether a program says that there was not enough. */
  static boolean ranOut(CommandResult result) {
    return ranOut(result.output());
  }

  static boolean ranOut(String message) {
    return CommandResult.tellsOfAFullDisk(message);
  }
}
