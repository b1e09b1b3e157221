package io.matriarch.agent.config;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import java.util.List;

/**
 * One node's configuration file, checked. Prints no secrets.
 *
 * @param cluster from {@code scope} and {@code namespace}
 * @param name this node
 * @param rest addresses of the REST API
 * @param store which store, and its own settings
 * @param bootstrap how to create the cluster
 * @param postgres the server
 * @param tags tags as they are published
 * @param logLevel {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}
 * @param notes what the operator may like to know, one line each
 * @param warnings what is in the file, or around it, and is not honoured; one line each
 */
public record AgentConfig(
    ClusterId cluster,
    NodeName name,
    RestSection rest,
    StoreSection store,
    BootstrapSection bootstrap,
    PostgresSection postgres,
    Tags tags,
    String logLevel,
    List<String> notes,
    List<String> warnings) {
  public AgentConfig {
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }
}
