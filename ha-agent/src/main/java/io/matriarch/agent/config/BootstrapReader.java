package io.matriarch.agent.config;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code bootstrap}. */
final class BootstrapReader {
  private static final Set<String> OURS =
      Set.of("pgdata", "nosync", "pwfile", "sync-only", "version", "username");

  private BootstrapReader() {}

  static BootstrapSection read(Section section, List<String> warnings) throws ConfigException {
    return new BootstrapSection(
        dcs(section, warnings),
        BootstrapMethodReader.read(section),
        initdb(section),
        section.lines("pg_hba"),
        postBootstrap(section));
  }

  /** The second key is the older name of the first. */
  private static Optional<String> postBootstrap(Section section) throws ConfigException {
    Optional<String> older = section.text("post_init");
    return section.text("post_bootstrap").or(() -> older).filter(text -> !text.isBlank());
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

  private static List<String> initdb(Section bootstrap) throws ConfigException {
    List<String> options = new ArrayList<>();
    for (String option : OptionsReader.read(bootstrap, "initdb")) {
      allowed(bootstrap, option.replaceFirst("=.*", ""));
      options.add("--" + option);
    }
    return options;
  }

  private static void allowed(Section bootstrap, String name) throws ConfigException {
    if (OURS.contains(name)) {
      throw bootstrap.wrong(
          "initdb", "sets '" + name + "', which the node sets itself", "remove it");
    }
  }
}
