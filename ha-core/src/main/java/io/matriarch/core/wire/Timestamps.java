package io.matriarch.core.wire;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Points in time as operators and other members write them: ISO 8601, read with some leniency. */
public final class Timestamps {
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .appendPattern("HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .optionalEnd()
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .toFormatter(Locale.ROOT);

  private Timestamps() {}

  /**
   * @param local date and time as written
   * @param zone its offset, if one was written
   */
  public record Parsed(LocalDateTime local, Optional<ZoneOffset> zone) {

    /** {@return the instant; empty without an offset, since nobody knows whose clock is meant} */
    public Optional<OffsetDateTime> offset() {
      return zone.map(local::atOffset);
    }
  }

  /**
   * Empty if it is not a point in time. A blank may stand for the T and before the offset.
   *
   * @param text as written
   * @return date, time and offset
   */
  public static Optional<Parsed> parse(String text) {
    String iso =
        text.strip()
            .replaceFirst("(?i)\\s*(utc|gmt)$", "Z")
            .replaceFirst("^(\\S+)\\s+(\\d)", "$1T$2")
            .replaceFirst("\\s+([-+Zz])", "$1");
    try {
      TemporalAccessor read = READ.parse(iso);
      Optional<ZoneOffset> zone =
          read.isSupported(ChronoField.OFFSET_SECONDS)
              ? Optional.of(ZoneOffset.ofTotalSeconds(read.get(ChronoField.OFFSET_SECONDS)))
              : Optional.empty();
      return Optional.of(new Parsed(LocalDateTime.from(read), zone));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /**
   * With seconds, with microseconds only if there are any, with an offset in numbers.
   *
   * @param time the instant
   * @return the text
   */
  public static String text(OffsetDateTime time) {
    boolean fraction = time.getNano() / 1000 != 0;
    String pattern = fraction ? "uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx" : "uuuu-MM-dd'T'HH:mm:ssxxx";
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
  }
}
