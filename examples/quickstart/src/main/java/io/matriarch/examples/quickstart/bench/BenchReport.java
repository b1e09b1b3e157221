package io.matriarch.examples.quickstart.bench;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code ./verify --bench} writes.
 *
 * @param versions of the stores
 * @param machine what it ran on, as a sentence without its full stop
 */
record BenchReport(BenchOptions options, Map<StoreKind, String> versions, String machine) {

  /**
   * The whole text.
   *
   * @param results the same rows for every store
   * @param fleet lines that follow
   */
  List<String> lines(LocalDate date, Map<StoreKind, List<Series>> results, List<String> fleet) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "# Measurements",
                "",
                "Made by `./verify --bench%s` on %s.".formatted(options.dcs(), date),
                "",
                machine + "."));
    options.stores().stream().map(this::aboutStore).forEach(lines::add);
    lines.addAll(
        List.of(
            "A writer commits a row every few milliseconds; times are what it sees.",
            "ttl 30, loop_wait 10, retry_timeout 10 (the defaults).",
            "",
            row("What", stores("%s: median | worst"), "Times", "Aim", "Patroni 4.1.4 with etcd"),
            row("---", stores("--- | ---"), "---", "---", "---")));
    List<Series> first = results.get(options.stores().get(0));
    for (int i = 0; i < first.size(); i++) {
      int index = i;
      Series one = first.get(i);
      Stream<String> figures =
          options.stores().stream()
              .map(store -> results.get(store).get(index))
              .map(series -> series.text(series.median()) + " | " + series.text(series.worst()));
      lines.add(
          row(one.what(), figures, Integer.toString(one.values().size()), one.aim(), one.other()));
    }
    lines.addAll(fleet);
    return lines;
  }

  private String aboutStore(StoreKind store) {
    return switch (store) {
      case ZOOKEEPER ->
          "One server of ZooKeeper %s, within the process that measures."
              .formatted(versions.get(store));
      case ETCD -> "One server of etcd %s, a process of its own.".formatted(versions.get(store));
    };
  }

  private Stream<String> stores(String format) {
    return options.stores().stream().map(store -> format.formatted(store.title()));
  }

  private static String row(String what, Stream<String> figures, String... more) {
    return Stream.of(Stream.of(what), figures, Stream.of(more))
        .flatMap(cells -> cells)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
