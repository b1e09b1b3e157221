package io.matriarch.cli.format;

import java.math.BigDecimal;
import java.util.Locale;

/** Fractions as the other implementation writes them: exponents only where they are large. */
final class FloatText {
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e16;

  private FloatText() {}

  static String of(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    String text = Double.toString(value).toLowerCase(Locale.ROOT);
    if (size == 0 || size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
      String plain = new BigDecimal(text).stripTrailingZeros().toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    // At least two digits and always a sign.
    return text.replaceFirst("e(\\d)", "e+$1").replaceFirst("([-+])(\\d)$", "$10$2");
  }
}
