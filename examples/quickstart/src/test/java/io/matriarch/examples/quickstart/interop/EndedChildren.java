package io.matriarch.examples.quickstart.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the programs that this process ran have used, once they have ended. */
final class EndedChildren {
  private static final long TICK_MILLIS = 10;
  private static final int USER = 13;
  private static final int SYSTEM = 14;

  private EndedChildren() {}

  static Duration processorTime() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    // The name in parentheses may contain blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    return Duration.ofMillis(ticks * TICK_MILLIS);
  }
}
