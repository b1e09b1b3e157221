package io.matriarch.testkit.sim.run;

import io.matriarch.testkit.sim.check.Tally;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which rows decided under which kinds of faults, in all runs taken together. Rows that never
 * decided do not count: they are told elsewhere. Used by one thread at a time.
 */
final class PairCoverage {
  /** What counts as together, for those who read the figures. */
  static final String TOGETHER =
      "A row and a kind of fault count as seen together if the row decided on some node while such"
          + " a\nfault lasted anywhere, or within a ttl after its end.";

  private final List<String> kinds;
  private final Map<String, Long> met = new TreeMap<>();

  /**
   * @param kinds of faults, in the order of their bits
   */
  PairCoverage(Enum<?>[] kinds) {
    this.kinds = Arrays.stream(kinds).map(Enum::name).toList();
  }

  /** The rows that decided in one more run, and the kinds that each of them met. */
  void add(Map<String, Tally> rows) {
    rows.forEach((row, tally) -> met.merge(row, tally.met(), (a, b) -> a | b));
  }

  Set<String> rows() {
    return Collections.unmodifiableSet(met.keySet());
  }

  long seen() {
    return met.values().stream().mapToLong(Long::bitCount).sum();
  }

  long all() {
    return (long) kinds.size() * met.size();
  }

  /** The rows that met no fault at all, and for each kind the others that it never met. */
  String table() {
    List<String> alone = met.keySet().stream().filter(row -> met.get(row) == 0).toList();
    StringBuilder table =
        new StringBuilder("Decided only while there was no fault: ")
            .append(alone.isEmpty() ? "none" : compact(alone))
            .append(".\n\n| fault | rows seen with it | others, never with it |\n")
            .append("| --- | ---: | --- |\n");
    for (int kind = 0; kind < kinds.size(); kind++) {
      List<String> missing = without(kind);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %s |\n",
              kinds.get(kind).toLowerCase(Locale.ROOT).replace('_', ' '),
              met.size() - alone.size() - missing.size(),
              compact(missing)));
    }
    return table.toString();
  }

  private List<String> without(int kind) {
    return met.entrySet().stream()
        .filter(row -> row.getValue() != 0 && (row.getValue() & 1L << kind) == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The rows of a section share its number: {@code 100.10 .20 500.70}. */
  private static String compact(List<String> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.substring(0, 3),
                TreeMap::new,
                Collectors.mapping(row -> row.substring(3), Collectors.joining(" "))))
        .entrySet()
        .stream()
        .map(section -> section.getKey() + section.getValue())
        .collect(Collectors.joining(" "));
  }
}
