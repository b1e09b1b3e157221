package io.matriarch.core.api;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The machine's own clocks. On Linux monotonic time is the boot clock, which goes on while the
 * machine is suspended: a lease must not outlive a suspend. Elsewhere it is the JVM's clock.
 *
 * <p>The boot clock has steps of 10 ms, so it only corrects the JVM's finer clock, and only when
 * the two have drifted apart by more than that. Thread safe; never blocks.
 */
public final class SystemTicker implements Ticker {
  private static final Path BOOT_CLOCK = Path.of("/proc/uptime");
  private static final long READ_EVERY = 50_000_000L;
  private static final long TOLERANCE = 20_000_000L;

  private final boolean hasBootClock = Files.isReadable(BOOT_CLOCK);
  private volatile Offset offset = new Offset(Long.MIN_VALUE, 0);

  /** What to add to the JVM's clock, and when that was found out. */
  private record Offset(long foundAt, long nanos) {}

  @Override
  public MonoTime now() {
    long jvm = System.nanoTime();
    Offset known = offset;
    if (!hasBootClock) {
      return new MonoTime(jvm);
    }
    if (known.foundAt == Long.MIN_VALUE || jvm - known.foundAt > READ_EVERY) {
      known = corrected(known);
      offset = known;
    }
    return new MonoTime(jvm + known.nanos);
  }

  private static Offset corrected(Offset known) {
    try {
      String text = Files.readString(BOOT_CLOCK, StandardCharsets.US_ASCII);
      long boot = (long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1e9);
      long jvm = System.nanoTime();
      long found = boot - jvm;
      // Time never goes back: a smaller offset is only the coarser clock's rounding.
      boolean first = known.foundAt == Long.MIN_VALUE;
      return new Offset(jvm, first || found > known.nanos + TOLERANCE ? found : known.nanos);
    } catch (IOException | RuntimeException unreadable) {
      return new Offset(System.nanoTime(), known.nanos);
    }
  }

  @Override
  public Instant wallClock() {
    return Instant.now();
  }
}
