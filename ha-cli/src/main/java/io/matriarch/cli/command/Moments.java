package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.core.wire.Timestamps;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Points in time as they are printed and typed, in the operator's time zone. */
final class Moments {
  private static final DateTimeFormatter SECONDS = pattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter FINE = pattern("uuuu-MM-dd HH:mm:ss.SSSSS");
  private static final DateTimeFormatter MINUTES = pattern("uuuu-MM-dd'T'HH:mm");

  private Moments() {}

  static String seconds(Clock clock) {
    return SECONDS.format(ZonedDateTime.now(clock));
  }

  static String fine(Clock clock) {
    return FINE.format(ZonedDateTime.now(clock));
  }

  /** An example of what may be typed. */
  static String inAnHour(Clock clock) {
    return MINUTES.format(ZonedDateTime.now(clock).plusHours(1));
  }

  /**
   * Empty for now. Without an offset the operator's own time zone is meant.
   *
   * @throws CtlException it is no point in time
   */
  static Optional<OffsetDateTime> parse(String text, Clock clock) {
    if (text.isBlank() || text.equalsIgnoreCase("now")) {
      return Optional.empty();
    }
    Timestamps.Parsed parsed =
        Timestamps.parse(text)
            .orElseThrow(
                () ->
                    new CtlException(
                        "Unable to parse scheduled timestamp (%s). It should be in an unambiguous"
                                .formatted(text)
                            + " format (e.g. ISO 8601)"));
    return Optional.of(
        parsed.offset().orElseGet(() -> parsed.local().atZone(clock.getZone()).toOffsetDateTime()));
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
