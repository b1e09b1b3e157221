package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What counts only from the next start of the agent on. */
final class RestartOnly {
  private RestartOnly() {}

  /** Names the keys that differ from those that the agent was started with. */
  static List<String> keys(AgentConfig started, AgentConfig fresh) {
    List<String> keys = new ArrayList<>();
    compare(keys, "scope", started, fresh, config -> config.cluster().scope());
    compare(keys, "namespace", started, fresh, config -> config.cluster().namespace());
    compare(keys, "name", started, fresh, AgentConfig::name);
    compare(keys, "leash", started, fresh, AgentConfig::leash);
    compare(keys, "watchdog", started, fresh, AgentConfig::watchdog);
    compare(keys, "postgresql.data_dir", started, fresh, config -> config.postgres().dataDir());
    compare(keys, started.store().name(), started, fresh, AgentConfig::store);
    compare(keys, "restapi.connect_address", started, fresh, config -> config.rest().connect());
    compare(
        keys,
        "restapi.certfile, as far as the published address tells http or https",
        started,
        fresh,
        config -> config.rest().tls().isPresent());
    compare(
        keys,
        "postgresql.connect_address",
        started,
        fresh,
        config -> config.postgres().access().connect());
    compare(
        keys,
        "postgresql.proxy_address",
        started,
        fresh,
        config -> config.postgres().access().proxy());
    return keys;
  }

  private static void compare(
      List<String> keys,
      String key,
      AgentConfig started,
      AgentConfig fresh,
      Function<AgentConfig, Object> part) {
    if (!part.apply(started).equals(part.apply(fresh))) {
      keys.add(key);
    }
  }
}
