package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the section {@code log}. */
final class LogReader {
  private static final String LEVELS = "use DEBUG, INFO, WARNING, ERROR or CRITICAL";
  private static final Pattern FIELD = Pattern.compile("%\\((\\w*)\\)");
  private static final int KEPT = 4;
  private static final int SIZE = 25_000_000;
  private static final int ALL_BITS = 0777;

  private final Section section;
  private final List<String> warnings;

  private LogReader(Section section, List<String> warnings) {
    this.section = section;
    this.warnings = warnings;
  }

  static LogSection read(Section section, List<String> warnings) throws ConfigException {
    return new LogReader(section, warnings).read();
  }

  private LogSection read() throws ConfigException {
    // Unchanged decisions are never repeated at INFO, whatever this says.
    section.flag("deduplicate_heartbeat_logs");
    return new LogSection(
        level(section, "level").orElse("INFO"),
        level(section, "traceback_level"),
        layout(),
        (int) size("max_queue_size", LogSection.QUEUE, 1, Integer.MAX_VALUE),
        file(),
        loggers());
  }

  private LogSection.Layout layout() throws ConfigException {
    boolean json =
        switch (section.text("type").orElse("plain").toLowerCase(Locale.ROOT)) {
          case "plain" -> false;
          case "json" -> true;
          default -> throw section.wrong("type", "is not a kind of log", "use plain or json");
        };
    Object format = section.value("format").orElse(LogSection.Layout.FORMAT);
    if (format instanceof List<?> && !json) {
      throw section.wrong(
          "format", "is a list, which suits only log.type: json", "write one text, or use json");
    }
    LogSection.Layout layout =
        new LogSection.Layout(
            json,
            format instanceof List<?> ? "" : section.text("format").orElse(format.toString()),
            format instanceof List<?> list ? fields(list) : Map.of(),
            section.text("dateformat").filter(text -> !text.isEmpty()),
            section.settings("static_fields"));
    warnOfUnknown(layout);
    return layout;
  }

  /** Names, and pairs of a name and another one under which the field appears. */
  private Map<String, String> fields(List<?> list) throws ConfigException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Object entry : list) {
      if (entry instanceof String name) {
        fields.put(bare(name), bare(name));
      } else if (entry instanceof Map<?, ?> pair && pair.size() == 1) {
        pair.forEach((name, shown) -> fields.put(bare(name.toString()), String.valueOf(shown)));
      } else {
        throw section.wrong("format", "has an entry that is no field", "use names or name: other");
      }
    }
    return fields;
  }

  private static String bare(String name) {
    Matcher matcher = FIELD.matcher(name);
    return matcher.find() ? matcher.group(1) : name;
  }

  private void warnOfUnknown(LogSection.Layout layout) {
    FIELD
        .matcher(layout.format())
        .results()
        .map(found -> found.group(1))
        .filter(name -> !LogSection.Layout.FIELDS.contains(name))
        .forEach(this::warnOfUnknown);
    layout.fields().keySet().stream()
        .filter(name -> !LogSection.Layout.FIELDS.contains(name))
        .forEach(this::warnOfUnknown);
  }

  private void warnOfUnknown(String field) {
    warnings.add(
        section.path("format") + ": '" + Shown.oneLine(field) + "' is not a field, it stays empty");
  }

  private Optional<LogSection.Rotated> file() throws ConfigException {
    long kept = size("file_num", KEPT, 0, Short.MAX_VALUE);
    long size = size("file_size", SIZE, 0, Long.MAX_VALUE);
    OptionalLong mode = section.integer("mode", "");
    if (mode.isPresent() && (mode.getAsLong() < 0 || mode.getAsLong() > ALL_BITS)) {
      throw section.wrong("mode", "is not between 0 and 0777", "write it like 0644");
    }
    OptionalInt bits =
        mode.isPresent() ? OptionalInt.of((int) mode.getAsLong()) : OptionalInt.empty();
    return section
        .text("dir")
        .filter(text -> !text.isBlank())
        .map(dir -> new LogSection.Rotated(Path.of(dir), (int) kept, size, bits));
  }

  private Map<String, String> loggers() throws ConfigException {
    Section names = section.section("loggers");
    Map<String, String> loggers = new LinkedHashMap<>();
    for (String name : names.keys()) {
      loggers.put(name, level(names, name).orElseThrow());
    }
    return loggers;
  }

  private long size(String key, long otherwise, long least, long most) throws ConfigException {
    OptionalLong size = section.integer(key, "");
    if (size.isPresent() && (size.getAsLong() < least || size.getAsLong() > most)) {
      throw section.wrong(key, "is out of range", "use a number from " + least + " on");
    }
    return size.orElse(otherwise);
  }

  private static Optional<String> level(Section section, String key) throws ConfigException {
    Optional<String> text = section.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String level = text.get().toUpperCase(Locale.ROOT);
    return Optional.of(
        switch (level) {
          case "DEBUG", "INFO", "WARN", "ERROR" -> level;
          case "WARNING" -> "WARN";
          case "FATAL", "CRITICAL" -> "ERROR";
          default -> throw section.wrong(key, "is not a level", LEVELS);
        });
  }
}
