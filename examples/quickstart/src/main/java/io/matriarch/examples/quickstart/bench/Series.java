package io.matriarch.examples.quickstart.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thing, measured several times.
 *
 * @param what the sentence for the report
 * @param unit of the values
 * @param aim what it should be, with its unit
 * @param other what the other implementation needs
 * @param higherIsBetter which end is the worst
 */
record Series(
    String what,
    String unit,
    String aim,
    String other,
    boolean higherIsBetter,
    List<Double> values) {

  static Series of(String what, String unit, String aim, String other) {
    return new Series(what, unit, aim, other, false, new ArrayList<>());
  }

  static Series ofRate(String what, String unit, String aim, String other) {
    return new Series(what, unit, aim, other, true, new ArrayList<>());
  }

  void add(double value) {
    values.add(value);
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double worst() {
    return values.stream()
        .reduce(higherIsBetter ? Double::min : Double::max)
        .orElseThrow(() -> new IllegalStateException("nothing was measured: " + what));
  }

  /** A value with as many digits as matter, and its unit. */
  String text(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value) + " " + unit;
  }

  /** For the terminal. */
  String summary() {
    return "%s: median %s, worst %s; aim %s".formatted(what, text(median()), text(worst()), aim);
  }
}
