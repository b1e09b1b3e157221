package io.matriarch.agent.config.validate;

import io.matriarch.agent.config.HostPort;
import io.matriarch.core.config.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Whether a single value can be what its key wants. */
@FunctionalInterface
interface ValueCheck {
  /** Addresses that mean this machine to everybody. */
  Set<String> ONLY_HERE = Set.of("127.0.0.1", "0.0.0.0", "*", "::", "::1", "localhost", "");

  int STACK_STEP = 65536;
  int ALL_BITS = 0777;

  /** What is wrong, and the remedy; empty if nothing is. */
  Optional<String> wrong(Object value);

  /** The check that the schema calls by this name. */
  static ValueCheck of(String name, List<String> arguments) {
    return switch (name) {
      case "text" -> ValueCheck::text;
      case "flag" ->
          value -> unless(Values.bool(value).isPresent(), "is not a boolean; use true or false");
      case "map" ->
          value ->
              unless(
                  value instanceof Map<?, ?>,
                  "is not a section; indent 'key: value' lines below it");
      case "list" ->
          value ->
              unless(
                  value instanceof Collection<?> || value instanceof String,
                  "is not a list; write one '- ...' line per entry");
      case "int" -> value -> number(value, "", arguments.get(0));
      case "seconds" -> value -> number(value, "s", arguments.get(0));
      case "word" -> value -> word(value, arguments);
      case "stack" -> ValueCheck::stack;
      case "mode" -> ValueCheck::mode;
      case "file" ->
          value ->
              unless(
                  Files.isReadable(Path.of(value.toString())),
                  "is not a file that can be read; name one");
      case "address" -> ValueCheck::address;
      case "public" -> ValueCheck::reachable;
      case "ip" ->
          value ->
              unless(
                  value.toString().matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*"),
                  "is not an IP address");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Optional<String> text(Object value) {
    if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
      return Optional.of("is not simple text");
    }
    return unless(!value.toString().isBlank(), "is empty");
  }

  private static Optional<String> number(Object value, String unit, String range) {
    OptionalLong number = Values.integer(value, unit);
    if (number.isEmpty()) {
      return Optional.of("is not a number; use an integer");
    }
    String[] ends = range.split("\\.\\.", -1);
    if (number.getAsLong() < Long.parseLong(ends[0])) {
      return Optional.of("is too small; use at least " + ends[0]);
    }
    boolean tooLarge = !ends[1].isEmpty() && number.getAsLong() > Long.parseLong(ends[1]);
    return unless(!tooLarge, "is too large; use at most " + ends[1]);
  }

  private static Optional<String> word(Object value, List<String> words) {
    return unless(
        words.contains(value.toString().toLowerCase(Locale.ROOT)),
        "is not known here; use one of " + String.join(", ", words));
  }

  private static Optional<String> stack(Object value) {
    OptionalLong bytes = Values.integer(value, "B");
    return unless(
        bytes.isPresent() && bytes.getAsLong() > 0 && bytes.getAsLong() % STACK_STEP == 0,
        "is not a multiple of 65536; use one, such as 512kB");
  }

  private static Optional<String> mode(Object value) {
    OptionalLong bits = Values.integer(value, "");
    return unless(
        bits.isPresent() && bits.getAsLong() >= 0 && bits.getAsLong() <= ALL_BITS,
        "is not between 0 and 0777; write it like 0644");
  }

  private static Optional<String> address(Object value) {
    try {
      HostPort.parse(value.toString().indexOf(':') < 0 ? value + ":1" : value.toString());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage() + "; write it as host:port");
    }
  }

  private static Optional<String> reachable(Object value) {
    Optional<String> wrong = address(value);
    String text = value.toString();
    if (wrong.isPresent()) {
      return wrong;
    }
    HostPort address = HostPort.parse(text.indexOf(':') < 0 ? text + ":1" : text);
    return unless(
        !ONLY_HERE.contains(address.host().toLowerCase(Locale.ROOT)),
        "is no address that others can reach; name the one that they use");
  }

  private static Optional<String> unless(boolean right, String message) {
    return right ? Optional.empty() : Optional.of(message);
  }
}
