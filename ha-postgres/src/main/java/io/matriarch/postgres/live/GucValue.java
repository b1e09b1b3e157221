package io.matriarch.postgres.live;

import io.matriarch.core.config.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter's value, read as the server reads it: {@code 1GB}, {@code 1024MB} and {@code 131072}
 * of 8 kB are one value.
 *
 * @param text what two equal values have in common
 * @param human as the server shows it
 */
record GucValue(String text, String human) {
  private static final Pattern UNIT = Pattern.compile("(\\d*)([A-Za-z]+)");

  /** Bytes and microseconds, each from large to small. */
  private static final Map<String, Long> SIZES = sizes();

  /**
   * @param type {@code vartype} of {@code pg_settings}
   * @param unit {@code unit} of it; empty if there is none
   * @param written as in a file, or as in {@code pg_settings}
   */
  static GucValue of(String type, String unit, String written) {
    return switch (type) {
      case "bool" -> bool(written);
      case "integer" -> integer(unit, written);
      case "real" -> real(unit, written);
      case "enum" -> plain(written.strip().toLowerCase(Locale.ROOT));
      default -> plain(written);
    };
  }

  private static Map<String, Long> sizes() {
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("TB", 1L << 40);
    sizes.put("GB", 1L << 30);
    sizes.put("MB", 1L << 20);
    sizes.put("kB", 1L << 10);
    sizes.put("B", 1L);
    sizes.put("d", 86_400_000_000L);
    sizes.put("h", 3_600_000_000L);
    sizes.put("min", 60_000_000L);
    sizes.put("s", 1_000_000L);
    sizes.put("ms", 1_000L);
    sizes.put("us", 1L);
    return sizes;
  }

  boolean same(GucValue other) {
    return text.equals(other.text);
  }

  private static GucValue plain(String text) {
    return new GucValue(text, text);
  }

  private static GucValue bool(String written) {
    Optional<Boolean> value = Values.bool(written.strip());
    return plain(value.map(on -> on ? "on" : "off").orElse(written));
  }

  private static GucValue integer(String unit, String written) {
    OptionalLong value = Values.integer(written, unit);
    if (value.isEmpty()) {
      return plain(written);
    }
    String text = Long.toString(value.getAsLong());
    return new GucValue(
        text, value.getAsLong() <= 0 ? text : inLargestUnit(value.getAsLong(), unit));
  }

  /** As the server does: the largest unit of which it is a whole number. */
  private static String inLargestUnit(long number, String unit) {
    Matcher base = UNIT.matcher(unit);
    if (!base.matches() || !SIZES.containsKey(base.group(2))) {
      return Long.toString(number);
    }
    boolean memory = base.group(2).endsWith("B");
    long count = base.group(1).isEmpty() ? 1 : Long.parseLong(base.group(1));
    BigInteger total =
        BigInteger.valueOf(number).multiply(BigInteger.valueOf(count * SIZES.get(base.group(2))));
    for (Map.Entry<String, Long> larger : SIZES.entrySet()) {
      BigInteger[] parts = total.divideAndRemainder(BigInteger.valueOf(larger.getValue()));
      if (larger.getKey().endsWith("B") == memory && parts[1].signum() == 0) {
        return parts[0] + larger.getKey();
      }
    }
    return number + unit;
  }

  private static GucValue real(String unit, String written) {
    OptionalDouble value = Values.real(written, unit);
    if (value.isEmpty()) {
      return plain(written);
    }
    BigDecimal number =
        BigDecimal.valueOf(value.getAsDouble())
            .setScale(6, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return new GucValue(number.toPlainString(), number.toPlainString() + unit);
  }
}
