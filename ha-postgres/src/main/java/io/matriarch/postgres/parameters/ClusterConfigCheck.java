package io.matriarch.postgres.parameters;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Looks for what a server could not use in the cluster's dynamic configuration. Pure. Values are
 * named only where they cannot be secrets.
 */
public final class ClusterConfigCheck {
  private static final int LONGEST_VALUE = 40;
  private static final String PARAMETERS = "postgresql.parameters";
  private static final Set<String> LINES =
      Set.of(
          "pg_hba",
          "pg_ident",
          "pg_hba_primary",
          "pg_ident_primary",
          "pg_hba_replica",
          "pg_ident_replica",
          "pg_hba_standby_leader",
          "pg_ident_standby_leader");

  private final List<String> problems = new ArrayList<>();

  private ClusterConfigCheck() {}

  /** One line each: path, value, remedy; empty if all is well. */
  public static List<String> problems(String clusterConfig) {
    ClusterConfigCheck check = new ClusterConfigCheck();
    Optional<Map<String, Object>> document = Json.object(clusterConfig);
    if (document.isEmpty()) {
      check.problems.add("configuration: is not a JSON object; write {\"postgresql\": {...}}");
    } else {
      check.postgresql(document.get());
      check.slots(document.get());
    }
    return List.copyOf(check.problems);
  }

  private void postgresql(Map<String, Object> document) {
    Map<String, Object> section = object("postgresql", document.get("postgresql"));
    flag("postgresql.use_pg_rewind", section.get("use_pg_rewind"));
    flag("postgresql.use_slots", section.get("use_slots"));
    Map<String, Object> parameters = parameters(PARAMETERS, section.get("parameters"));
    ControlledParameters.RULES.forEach(
        (name, rule) -> {
          Object value = parameters.get(name);
          if (value != null && rule.accepted().apply(value).isEmpty()) {
            add(
                PARAMETERS + "." + name,
                value,
                "is not " + rule.wanted(),
                "write e.g. " + rule.standard());
          }
        });
    for (ServerRole role : ServerRole.values()) {
      String path = PARAMETERS + "_" + role.suffix();
      parameters(path, section.get("parameters_" + role.suffix())).keySet().stream()
          .filter(ControlledParameters.RULES::containsKey)
          .forEach(
              name ->
                  problems.add(
                      path
                          + "."
                          + name
                          + ": must be the same for all roles; move it to "
                          + PARAMETERS));
    }
    parameters("postgresql.recovery_conf", section.get("recovery_conf"));
    section.forEach(
        (key, value) -> {
          if (LINES.contains(key)) {
            lines("postgresql." + key, value);
          }
        });
  }

  private Map<String, Object> parameters(String path, Object value) {
    Map<String, Object> parameters = object(path, value);
    parameters.forEach(
        (name, v) -> {
          if (v instanceof Map || v instanceof List) {
            problems.add(path + "." + name + ": is not a single value; write a text or a number");
          }
        });
    return parameters;
  }

  private void slots(Map<String, Object> document) {
    object("slots", document.get("slots"))
        .forEach(
            (name, slot) -> {
              if (!name.matches("[a-z0-9_]{1,63}")) {
                add("slots", name, "is not a slot name", "use a-z, 0-9 and _, at most 63 of them");
              }
              if (slot instanceof Map<?, ?> attributes) {
                slotType("slots." + name + ".type", attributes.get("type"));
              }
            });
    Object ignored = document.get("ignore_slots");
    if (ignored != null && Json.asArray(ignored).isEmpty()) {
      problems.add("ignore_slots: is not a list; write [{\"name\": \"...\"}]");
    }
    Object ttl = document.get("member_slots_ttl");
    if (ttl != null) {
      OptionalLong seconds = Values.integer(ttl, "s");
      if (seconds.isEmpty() || seconds.getAsLong() < 0) {
        add("member_slots_ttl", ttl, "is not a time", "write e.g. 30min");
      }
    }
  }

  private void slotType(String path, Object type) {
    if (type != null && !type.equals("physical") && !type.equals("logical")) {
      add(path, type, "is not known", "write physical or logical");
    }
  }

  private Map<String, Object> object(String path, Object value) {
    Optional<Map<String, Object>> object = Json.asObject(value);
    if (value != null && object.isEmpty()) {
      problems.add(path + ": is not an object; write {...}");
    }
    return object.orElse(Map.of());
  }

  private void flag(String path, Object value) {
    if (value != null && Values.bool(value).isEmpty()) {
      add(path, value, "is not a boolean", "write true or false");
    }
  }

  private void lines(String path, Object value) {
    boolean lines =
        Json.asArray(value).filter(l -> l.stream().allMatch(String.class::isInstance)).isPresent();
    if (value != null && !lines) {
      problems.add(path + ": is not a list of lines; write [\"...\", \"...\"]");
    }
  }

  private void add(String path, Object value, String what, String remedy) {
    String text = String.valueOf(value).replaceAll("\\s+", " ");
    String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
    problems.add(path + ": '" + shown + "' " + what + "; " + remedy);
  }
}
