package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is logged, where and how. Levels are {@code DEBUG}, {@code INFO}, {@code WARN} or {@code
 * ERROR}.
 *
 * @param level of everything that {@code loggers} does not name
 * @param tracebackLevel stack traces are shown if {@code level} is this or lower; absent: only at
 *     {@code DEBUG}
 * @param layout how a line looks
 * @param queueSize lines that wait to be written; more are dropped rather than waited for
 * @param file absent: standard error
 * @param loggers level by name
 */
public record LogSection(
    String level,
    Optional<String> tracebackLevel,
    Layout layout,
    int queueSize,
    Optional<Rotated> file,
    Map<String, String> loggers) {
  static final int QUEUE = 1000;

  public LogSection {
    loggers = Collections.unmodifiableMap(new LinkedHashMap<>(loggers));
  }

  /**
   * How a line looks.
   *
   * @param json one JSON object for each line
   * @param format fields in the style of {@code %(name)s} among other text; for JSON only the
   *     fields count
   * @param fields for JSON, in order: field, and the name under which it appears; empty: those of
   *     {@code format}
   * @param dateformat in the style of strftime; absent: with milliseconds behind a comma
   * @param staticFields added to each JSON object
   */
  public record Layout(
      boolean json,
      String format,
      Map<String, String> fields,
      Optional<String> dateformat,
      Map<String, String> staticFields) {
    public static final String FORMAT = "%(asctime)s %(levelname)s: %(message)s";

    /** What a field may be. */
    public static final List<String> FIELDS =
        List.of(
            "asctime",
            "created",
            "filename",
            "funcName",
            "levelname",
            "levelno",
            "lineno",
            "message",
            "module",
            "msecs",
            "name",
            "pathname",
            "process",
            "processName",
            "relativeCreated",
            "taskName",
            "thread",
            "threadName");

    public static final Layout PLAIN =
        new Layout(false, FORMAT, Map.of(), Optional.empty(), Map.of());

    public Layout {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      staticFields = Collections.unmodifiableMap(new LinkedHashMap<>(staticFields));
    }
  }

  /**
   * A file {@code patroni.log} that is moved aside when it is full.
   *
   * @param directory where it is
   * @param kept how many older ones are kept; 0: it grows without bound
   * @param size when it is full, in bytes; 0: never
   * @param mode permission bits; absent: as the process's file mode mask says
   */
  public record Rotated(Path directory, int kept, long size, OptionalInt mode) {}
}
