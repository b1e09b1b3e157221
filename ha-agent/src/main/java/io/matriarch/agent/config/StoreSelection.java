package io.matriarch.agent.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the section of the store. */
final class StoreSelection {
  static final Set<String> KNOWN =
      Set.of("etcd", "etcd3", "consul", "zookeeper", "exhibitor", "kubernetes", "raft");

  private StoreSelection() {}

  static StoreSection select(
      Document document, Section root, Set<String> available, List<String> warnings)
      throws ConfigException {
    List<String> given =
        root.keys().stream().filter(key -> KNOWN.contains(key) || available.contains(key)).toList();
    List<String> usable = given.stream().filter(available::contains).toList();
    if (usable.isEmpty()) {
      throw none(document, given, available);
    }
    String chosen = usable.get(0);
    given.stream()
        .filter(key -> !key.equals(chosen))
        .forEach(
            key -> {
              root.value(key);
              warnings.add(key + ": is ignored, because the store is " + chosen);
            });
    Section section = root.section(chosen);
    Map<String, Object> settings = section.all();
    return new StoreSection(chosen, settings);
  }

  private static ConfigException none(
      Document document, List<String> given, Set<String> available) {
    String stores = available.stream().sorted().collect(Collectors.joining(", "));
    String remedy =
        available.isEmpty()
            ? "put the module of a store on the class path"
            : "add one of: " + stores;
    return new ConfigException(
        Stream.of(
                document.place(given.isEmpty() ? "" : given.get(0)) + ": ",
                given.isEmpty() ? "" : String.join(", ", given) + ": ",
                given.isEmpty() ? "no section names a store" : "there is no module for this store",
                "; ",
                remedy)
            .collect(Collectors.joining()));
  }
}
