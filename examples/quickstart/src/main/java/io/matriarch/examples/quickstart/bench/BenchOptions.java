package io.matriarch.examples.quickstart.bench;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.TrialException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param stores what is measured, in the order of the report's columns
 * @param report where the tables are written
 */
record BenchOptions(List<StoreKind> stores, Path report) {
  private static final List<StoreKind> ALL = List.of(StoreKind.values());

  /**
   * Reads the command line.
   *
   * @throws TrialException it is wrong; the message says what to write instead
   */
  static BenchOptions parse(List<String> arguments) {
    List<StoreKind> stores = ALL;
    Optional<Path> report = Optional.empty();
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--dcs" -> stores = stores(value(word, words));
        case "--report" -> report = Optional.of(Path.of(value(word, words)));
        default -> throw new TrialException("unknown option '" + word + "'");
      }
    }
    return new BenchOptions(
        stores, report.orElseThrow(() -> new TrialException("--report FILE is missing")));
  }

  /** The option that asks for these stores alone; empty if all are measured. */
  String dcs() {
    return stores.equals(ALL) ? "" : " --dcs " + stores.get(0).option();
  }

  private static List<StoreKind> stores(String word) {
    if (word.equals("both")) {
      return ALL;
    }
    return List.of(
        StoreKind.named(word)
            .orElseThrow(
                () ->
                    new TrialException(
                        "--dcs '" + word + "' is not known: write zookeeper, etcd or both")));
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new TrialException(option + " needs a value");
    }
    return words.next();
  }
}
