package io.matriarch.postgres.parameters;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.postgres.RoleVariants;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lenient reading of an object of the dynamic configuration: what is odd counts as absent. */
final class ClusterSection {
  private final Map<String, Object> values;

  ClusterSection(Map<String, Object> values) {
    this.values = values;
  }

  Object get(String key) {
    return values.get(key);
  }

  ClusterSection section(String key) {
    return new ClusterSection(Json.asObject(values.get(key)).orElse(Map.of()));
  }

  /** Single values as text, switches as the server writes them. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new TreeMap<>();
    section(key)
        .values
        .forEach(
            (name, v) -> {
              if (v instanceof String || v instanceof Number || v instanceof Boolean) {
                texts.put(name, text(v));
              }
            });
    return texts;
  }

  List<String> lines(String key) {
    return Json.asArray(values.get(key)).orElse(List.of()).stream()
        .map(ClusterSection::text)
        .toList();
  }

  Optional<String> text(String key) {
    return values.get(key) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  boolean flag(String key, boolean otherwise) {
    return Optional.ofNullable(values.get(key)).flatMap(Values::bool).orElse(otherwise);
  }

  RoleVariants variants() {
    Map<ServerRole, Map<String, String>> parameters = new EnumMap<>(ServerRole.class);
    Map<ServerRole, List<String>> hba = new EnumMap<>(ServerRole.class);
    Map<ServerRole, List<String>> ident = new EnumMap<>(ServerRole.class);
    for (ServerRole role : ServerRole.values()) {
      parameters.put(role, texts("parameters_" + role.suffix()));
      putUnlessEmpty(hba, role, lines("pg_hba_" + role.suffix()));
      putUnlessEmpty(ident, role, lines("pg_ident_" + role.suffix()));
    }
    return new RoleVariants(parameters, hba, ident);
  }

  private static void putUnlessEmpty(
      Map<ServerRole, List<String>> all, ServerRole role, List<String> lines) {
    if (!lines.isEmpty()) {
      all.put(role, lines);
    }
  }

  private static String text(Object value) {
    return value instanceof Boolean on ? (on ? "on" : "off") : String.valueOf(value);
  }
}
