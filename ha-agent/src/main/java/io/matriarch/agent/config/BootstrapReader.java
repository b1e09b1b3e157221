package io.matriarch.agent.config;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code bootstrap}. */
final class BootstrapReader {
  private static final Set<String> OURS =
      Set.of("pgdata", "nosync", "pwfile", "sync-only", "version", "username");

  private BootstrapReader() {}

  static BootstrapSection read(Section section, List<String> warnings) throws ConfigException {
    return new BootstrapSection(dcs(section, warnings), initdb(section), section.lines("pg_hba"));
  }

  private static String dcs(Section bootstrap, List<String> warnings) throws ConfigException {
    Section dcs = bootstrap.section("dcs");
    for (String key :
        List.of(
            "ttl",
            "loop_wait",
            "retry_timeout",
            "primary_start_timeout",
            "maximum_lag_on_failover",
            "max_timelines_history")) {
      dcs.integer(key, "");
    }
    for (String key : List.of("check_timeline", "failsafe_mode", "pause")) {
      dcs.flag(key);
    }
    for (String key : List.of("postgresql", "standby_cluster", "slots")) {
      dcs.section(key);
    }
    String json = Json.compact(dcs.all());
    ClusterConfig.parse(json).problems().forEach(p -> warnings.add("bootstrap.dcs." + p));
    return json;
  }

  /** A list of names and one-pair mappings, or one mapping. */
  private static List<String> initdb(Section bootstrap) throws ConfigException {
    Object value = bootstrap.value("initdb").orElse(List.of());
    List<String> options = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        options.add(option(bootstrap, entry));
      }
    } else if (value instanceof List<?> list) {
      for (Object entry : list) {
        if (entry instanceof Map<?, ?> pair && pair.size() == 1) {
          options.add(option(bootstrap, pair.entrySet().iterator().next()));
        } else if (entry instanceof String name) {
          options.add("--" + allowed(bootstrap, name));
        } else {
          throw bootstrap.wrong("initdb", "has an entry that is no option", "use - name: value");
        }
      }
    } else {
      throw bootstrap.wrong("initdb", "is not a list", "write one '- name: value' line per option");
    }
    return options;
  }

  private static String option(Section bootstrap, Map.Entry<?, ?> entry) throws ConfigException {
    String name = allowed(bootstrap, String.valueOf(entry.getKey()));
    Object value = entry.getValue();
    if (value == null || value.equals(true)) {
      return "--" + name;
    }
    if (value instanceof String || value instanceof Number) {
      return "--" + name + "=" + value;
    }
    throw bootstrap.wrong("initdb", "gives '" + name + "' no simple value", "use - name: value");
  }

  private static String allowed(Section bootstrap, String name) throws ConfigException {
    if (OURS.contains(name)) {
      throw bootstrap.wrong(
          "initdb", "sets '" + name + "', which the node sets itself", "remove it");
    }
    return name;
  }
}
