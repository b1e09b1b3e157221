package io.matriarch.examples.launcher.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Dates in the style of strftime, in local time. */
final class DateText {
  private static final String STANDARD = "yyyy-MM-dd HH:mm:ss,SSS";

  private static final Map<Character, String> DIRECTIVES =
      Map.ofEntries(
          Map.entry('Y', "yyyy"),
          Map.entry('y', "yy"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('e', "ppd"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('f', "SSSSSS"),
          Map.entry('p', "a"),
          Map.entry('z', "xx"),
          Map.entry('Z', "zzz"),
          Map.entry('j', "DDD"),
          Map.entry('b', "MMM"),
          Map.entry('B', "MMMM"),
          Map.entry('a', "EEE"),
          Map.entry('A', "EEEE"),
          Map.entry('F', "yyyy-MM-dd"),
          Map.entry('T', "HH:mm:ss"),
          Map.entry('c', "EEE MMM ppd HH:mm:ss yyyy"),
          Map.entry('x', "MM/dd/yy"),
          Map.entry('X', "HH:mm:ss"));

  private final DateTimeFormatter formatter;

  /**
   * @param format absent: with milliseconds behind a comma
   */
  DateText(Optional<String> format) {
    formatter =
        format
            .map(DateText::formatter)
            .orElseGet(() -> DateTimeFormatter.ofPattern(STANDARD, Locale.ROOT))
            .withZone(ZoneId.systemDefault());
  }

  String of(long epochMillis) {
    return formatter.format(Instant.ofEpochMilli(epochMillis));
  }

  /** What is no directive stays as it is. */
  private static DateTimeFormatter formatter(String format) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    for (int i = 0; i < format.length(); i++) {
      boolean directive = format.charAt(i) == '%' && i + 1 < format.length();
      String pattern = directive ? DIRECTIVES.get(format.charAt(i + 1)) : null;
      if (pattern != null) {
        builder.appendPattern(pattern);
      } else {
        builder.appendLiteral(format.charAt(i));
      }
      i += pattern != null || format.startsWith("%%", i) ? 1 : 0;
    }
    return builder.toFormatter(Locale.ROOT);
  }
}
