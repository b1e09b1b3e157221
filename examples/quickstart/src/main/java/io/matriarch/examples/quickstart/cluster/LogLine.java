package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line that an agent wrote. */
public record LogLine(Instant at, String level, String text) {
  private static final Pattern FORMAT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}) (\\w+): (.*)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

  /** All lines of a log so far, without the continuations of stack traces. */
  public static List<LogLine> read(Path log) {
    try {
      return Files.exists(log)
          ? Files.readAllLines(log).stream().map(LogLine::parse).flatMap(Optional::stream).toList()
          : List.of();
    } catch (IOException e) {
      throw new TrialException("cannot read " + log + ": " + e.getMessage(), e);
    }
  }

  private static Optional<LogLine> parse(String line) {
    Matcher matcher = FORMAT.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new LogLine(
                LocalDateTime.parse(matcher.group(1), TIME)
                    .atZone(ZoneId.systemDefault())
                    .toInstant(),
                matcher.group(2),
                matcher.group(3)))
        : Optional.empty();
  }
}
