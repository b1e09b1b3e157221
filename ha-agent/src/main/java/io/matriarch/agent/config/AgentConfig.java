package io.matriarch.agent.config;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import java.util.List;

/**
 * One node's local configuration, checked. Prints no secrets.
 *
 * @param cluster from {@code scope} and {@code namespace}
 * @param name this node
 * @param rest the REST API
 * @param ctl how other members' APIs are asked
 * @param store which store, and its own settings
 * @param bootstrap how to create the cluster
 * @param postgres the server
 * @param tags tags as they are published
 * @param leash the guard outside of the agent
 * @param watchdog the machine's watchdog device
 * @param log what is logged, where and how
 * @param warnings what is in the file, or around it, and is not honoured; one line each
 */
public record AgentConfig(
    ClusterId cluster,
    NodeName name,
    RestSection rest,
    CtlSection ctl,
    StoreSection store,
    BootstrapSection bootstrap,
    PostgresSection postgres,
    Tags tags,
    LeashMode leash,
    WatchdogSection watchdog,
    LogSection log,
    List<String> warnings) {
  public AgentConfig {
    warnings = List.copyOf(warnings);
  }
}
