package io.matriarch.examples.quickstart.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used.
 *
 * @param residentBytes memory that it occupies now
 * @param cpu processor time since its start
 */
public record ProcessUse(long residentBytes, Duration cpu) {
  private static final long PAGE = 4096;
  private static final long TICK_MILLIS = 10;
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  /** Of a process of this machine, at this moment. */
  public static ProcessUse of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    String stat = Files.readString(process.resolve("stat"));
    // The name in parentheses may contain blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    long pages = Long.parseLong(Files.readString(process.resolve("statm")).split(" ")[1]);
    return new ProcessUse(pages * PAGE, Duration.ofMillis(ticks * TICK_MILLIS));
  }
}
