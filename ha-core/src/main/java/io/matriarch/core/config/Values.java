package io.matriarch.core.config;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads single values the way every member of a mixed cluster must read them, whatever type YAML or
 * JSON gave them. The rules follow PostgreSQL's own for parameters.
 */
public final class Values {
  private static final Pattern HEX = Pattern.compile("([-+]?)0x([0-9a-fA-F]+)");
  private static final Pattern OCTAL = Pattern.compile("([-+]?)(0[0-7]*)");
  private static final Pattern DECIMAL = Pattern.compile("([-+]?)([1-9][0-9]*)");
  private static final Pattern REAL = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?");

  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

  private Values() {}

  /**
   * {@code on/true/yes/1} and {@code off/false/no/0} in any case; empty for everything else.
   *
   * @param value a value read from a document
   * @return the flag
   */
  public static Optional<Boolean> bool(Object value) {
    return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes", "1" -> Optional.of(true);
      case "off", "false", "no", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /**
   * The leading integer, hexadecimal, octal or decimal, or the rounded leading fraction.
   *
   * @param value a value read from a document
   * @param baseUnit unit of the result, e.g. {@code B}, {@code kB}, {@code 8kB}, {@code ms}, {@code
   *     s}; empty if the value must not carry a unit
   * @return empty if there is no number, the unit is not known, or the result exceeds 64 bits
   */
  public static OptionalLong integer(Object value, String baseUnit) {
    if (value instanceof Integer || value instanceof Long) {
      return OptionalLong.of(((Number) value).longValue());
    }
    String text = String.valueOf(value).strip();
    Optional<Leading> whole = leadingInteger(text);
    String rest = whole.map(Leading::rest).orElse(text);
    boolean fraction =
        whole.isEmpty()
            ? rest.startsWith(".")
            : !rest.isEmpty() && ".eE".indexOf(rest.charAt(0)) >= 0;
    if (fraction) {
      OptionalDouble real = real(value, baseUnit);
      return real.isPresent() ? rounded(real.getAsDouble()) : OptionalLong.empty();
    }
    if (whole.isEmpty()) {
      return OptionalLong.empty();
    }
    long number = whole.get().number();
    if (rest.isBlank()) {
      return OptionalLong.of(number);
    }
    OptionalDouble converted = Unit.convert(number, rest.strip(), baseUnit);
    return converted.isPresent() ? rounded(converted.getAsDouble()) : OptionalLong.empty();
  }

  /**
   * The leading fraction; everything else as for {@link #integer}.
   *
   * @param value a value read from a document
   * @param baseUnit as there
   * @return as there
   */
  public static OptionalDouble real(Object value, String baseUnit) {
    String text = String.valueOf(value).strip();
    Matcher matcher = REAL.matcher(text);
    if (!matcher.lookingAt()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(matcher.group());
    String unit = text.substring(matcher.end()).strip();
    OptionalDouble result =
        unit.isEmpty() ? OptionalDouble.of(number) : Unit.convert(number, unit, baseUnit);
    return result.isPresent() && Double.isFinite(result.getAsDouble())
        ? result
        : OptionalDouble.empty();
  }

  /**
   * A server's version as one growing number: {@code 15.4} is 150004, {@code 9.6.24} is 90624.
   * Empty if it is not a version.
   *
   * @param text the version as a server prints it
   * @return the number
   */
  public static OptionalInt version(String text) {
    Matcher matcher = VERSION.matcher(text.strip());
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    int major = Integer.parseInt(matcher.group(1));
    int middle = Integer.parseInt(matcher.group(2));
    boolean three = matcher.group(3) != null;
    if (three != major < 10) {
      return OptionalInt.empty();
    }
    int last = three ? Integer.parseInt(matcher.group(3)) : 0;
    return OptionalInt.of(three ? major * 10000 + middle * 100 + last : major * 10000 + middle);
  }

  /** Like {@code strtol} with base 0: what follows the number is left over. */
  static Optional<Leading> leadingInteger(String text) {
    return leading(text, HEX, 16)
        .or(() -> leading(text, OCTAL, 8))
        .or(() -> leading(text, DECIMAL, 10));
  }

  private static Optional<Leading> leading(String text, Pattern pattern, int radix) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(matcher.group(1) + matcher.group(2), radix);
      return Optional.of(new Leading(number, text.substring(matcher.end())));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  private static OptionalLong rounded(double value) {
    double whole = Math.rint(value); // half to even
    return Math.abs(whole) < 0x1p63 ? OptionalLong.of((long) whole) : OptionalLong.empty();
  }

  record Leading(long number, String rest) {}
}
