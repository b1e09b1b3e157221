package io.matriarch.cli.why;

import io.matriarch.core.wire.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times in nodes' accounts, as their own clocks told them. */
final class WallClock {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private WallClock() {}

  /** With milliseconds; what is no time is shown as it is. */
  static String millis(Object text) {
    return time(text).map(MILLIS::format).orElse(String.valueOf(text));
  }

  static Optional<Instant> instant(Object text) {
    return time(text).map(OffsetDateTime::toInstant);
  }

  private static Optional<OffsetDateTime> time(Object text) {
    return Timestamps.parse(String.valueOf(text)).flatMap(Timestamps.Parsed::offset);
  }
}
