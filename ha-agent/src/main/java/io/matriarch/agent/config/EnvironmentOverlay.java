package io.matriarch.agent.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Settings from {@code PATRONI_} variables. An empty value counts as none. Programs that the node
 * starts never get to see any of them.
 */
final class EnvironmentOverlay {
  /** The whole document in one variable. */
  static final String DOCUMENT = "PATRONI_CONFIGURATION";

  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "PATRONI_LOGLEVEL", "PATRONI_LOG_LEVEL",
          "PATRONI_LOGFORMAT", "PATRONI_LOG_FORMAT",
          "PATRONI_LOG_DATEFMT", "PATRONI_LOG_DATEFORMAT");

  private static final Set<String> CREDENTIALS = Set.of("USERNAME", "PASSWORD");
  private static final List<String> STORES_WITH_CREDENTIALS = List.of("ETCD", "ETCD3");

  private final Map<String, String> variables = new TreeMap<>();
  private final Map<String, VariableNames.Target> targets = new TreeMap<>();
  private final Set<String> unknown = new TreeSet<>();

  EnvironmentOverlay(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(VariableNames.PREFIX) && !value.isEmpty()) {
            variables.put(name, value);
          }
        });
    variables.remove(DOCUMENT);
    variables.keySet().forEach(this::find);
    STORES_WITH_CREDENTIALS.forEach(this::credentials);
  }

  boolean isEmpty() {
    return targets.isEmpty();
  }

  /**
   * Lays the settings over a document, each with its variable's name as its place.
   *
   * @throws ConfigException a value has not the form that this variable must have
   */
  void applyTo(Document document) throws ConfigException {
    for (Map.Entry<String, VariableNames.Target> entry : targets.entrySet()) {
      String name = entry.getKey();
      VariableNames.Target target = entry.getValue();
      Object value = VariableValue.read(name, variables.get(name), target.syntax());
      document.set(target.path(), value, name);
    }
    unknown.forEach(
        name ->
            document.warn(
                name + ": is not known to, or not supported by, this version and has no effect"));
  }

  private void find(String name) {
    String current = OLD_NAMES.getOrDefault(name, name);
    if (!current.equals(name) && variables.containsKey(current)) {
      return;
    }
    VariableNames.target(current)
        .ifPresentOrElse(target -> targets.put(name, target), () -> unknown.add(name));
  }

  /** They alone would not name a store. */
  private void credentials(String store) {
    String section = store.toLowerCase(Locale.ROOT);
    boolean used =
        targets.values().stream()
            .anyMatch(target -> target.store() && target.path().get(0).equals(section));
    Set<String> given =
        CREDENTIALS.stream()
            .map(key -> VariableNames.PREFIX + store + "_" + key)
            .filter(variables::containsKey)
            .collect(Collectors.toSet());
    if (used) {
      given.forEach(
          name -> {
            String key = name.substring(name.lastIndexOf('_') + 1);
            targets.put(name, VariableNames.storeText(section, key));
            unknown.remove(name);
          });
    }
  }
}
