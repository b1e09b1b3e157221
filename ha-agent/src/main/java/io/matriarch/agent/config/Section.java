package io.matriarch.agent.config;

import io.matriarch.core.config.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One mapping of the document. Remembers which keys were asked for: whatever nobody wanted is
 * unknown. A key without a value counts as absent.
 */
final class Section {
  private final Places places;
  private final String path;
  private final Map<String, Object> values;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<Section> opened = new ArrayList<>();

  Section(Places places, String path, Map<String, Object> values) {
    this.places = places;
    this.path = path;
    this.values = new LinkedHashMap<>(values);
    this.values.values().removeIf(Objects::isNull);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Keys in the order of the file. */
  Set<String> keys() {
    return values.keySet();
  }

  Optional<Object> value(String key) {
    read.add(key);
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) throws ConfigException {
    Optional<Object> value = value(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(scalar(key, value.get()));
  }

  String text(String key, String remedy) throws ConfigException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      throw wrong(key, "is missing", remedy);
    }
    if (text.get().isBlank()) {
      throw wrong(key, "is empty", remedy);
    }
    return text.get();
  }

  Optional<Boolean> flag(String key) throws ConfigException {
    Optional<Object> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Boolean> flag = Values.bool(value.get());
    if (flag.isEmpty()) {
      throw wrong(key, "is not a boolean", "use true or false");
    }
    return flag;
  }

  /**
   * @param unit unit in which the result is wanted, e.g. {@code s}; empty for a plain number
   */
  OptionalLong integer(String key, String unit) throws ConfigException {
    Optional<Object> value = value(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong number = Values.integer(value.get(), unit);
    if (number.isEmpty()) {
      throw wrong(
          key,
          "is not a number",
          unit.isEmpty()
              ? "use an integer"
              : "use an integer, with or without a unit such as " + unit);
    }
    return number;
  }

  /** An absent section reads as an empty one. */
  Section section(String key) throws ConfigException {
    Object value = value(key).orElse(Map.of());
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(key, "is not a section", "indent 'key: value' lines below it");
    }
    Section section = new Section(places, path(key), YamlFile.stringKeys(map));
    opened.add(section);
    return section;
  }

  Section section(String key, String remedy) throws ConfigException {
    if (!has(key)) {
      throw wrong(key, "is missing", remedy);
    }
    return section(key);
  }

  /** A list of texts. */
  List<String> lines(String key) throws ConfigException {
    Object value = value(key).orElse(List.of());
    if (!(value instanceof List<?> list)) {
      throw wrong(key, "is not a list", "write one '- ...' line per entry");
    }
    List<String> lines = new ArrayList<>();
    for (Object entry : list) {
      lines.add(scalar(key, entry));
    }
    return lines;
  }

  /** Names with simple values; booleans become {@code on} and {@code off}. */
  Map<String, String> settings(String key) throws ConfigException {
    Section section = section(key);
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : section.keys()) {
      settings.put(name, section.text(name).orElseThrow());
    }
    return settings;
  }

  /** Everything below, for whoever checks it himself. */
  Map<String, Object> all() {
    read.addAll(values.keySet());
    opened.clear();
    return Collections.unmodifiableMap(values);
  }

  /** Full names of everything below this section that was never asked for. */
  List<String> unread() {
    List<String> names = new ArrayList<>();
    for (String key : values.keySet()) {
      if (!read.contains(key)) {
        names.add(path(key));
      }
    }
    opened.forEach(section -> names.addAll(section.unread()));
    return names;
  }

  ConfigException wrong(String key, String what, String remedy) {
    String shown = has(key) ? Shown.quoted(path(key), values.get(key)) : "";
    return new ConfigException(
        places.of(path(key)) + ": " + path(key) + ": " + shown + what + "; " + remedy);
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String scalar(String key, Object value) throws ConfigException {
    if (value instanceof Boolean flag) {
      return flag ? "on" : "off";
    }
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw wrong(key, "has an entry that is not simple text", "use text, a number or a boolean");
  }
}
