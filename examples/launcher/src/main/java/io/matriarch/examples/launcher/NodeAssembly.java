package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.ConfigSource;
import io.matriarch.agent.rest.HttpPeerGateway;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.HaNodeBuilder;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreSettings;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.PostgresResource;
import io.matriarch.postgres.watchdog.Watchdogs;
import java.util.Optional;

/** Builds the parts of a node out of its configuration. */
final class NodeAssembly {
  private final AgentConfig config;
  private final Ticker ticker;
  private final HttpPeerGateway peers;

  NodeAssembly(AgentConfig config, Ticker ticker, HttpPeerGateway peers) {
    this.config = config;
    this.ticker = ticker;
    this.peers = peers;
  }

  /**
   * @param source only to be named where a setting is wrong
   */
  ClusterStore open(ClusterStoreProvider provider, ConfigSource source) throws StartException {
    try {
      return provider.open(
          new StoreSettings(config.cluster(), config.name(), config.store().settings(), ticker));
    } catch (IllegalArgumentException e) {
      throw new StartException(source + ": " + e.getMessage());
    }
  }

  /**
   * The server as the configuration describes it.
   *
   * @param source only to be named where a setting is wrong
   */
  static PostgresConfig server(AgentConfig config, ConfigSource source) throws StartException {
    try {
      return PostgresAssembly.of(config);
    } catch (IllegalArgumentException e) {
      throw new StartException(source + ": " + e.getMessage());
    }
  }

  /**
   * The node owns store and resource from now on.
   *
   * @param watchdogs who ends the server if this process cannot
   * @param adoptOwnRecord whether a leader record of this name belongs to a process known to be
   *     dead
   * @param lastConfig dynamic configuration of the last run
   * @param listener hears what the node does
   */
  HaNode build(
      ClusterStore store,
      PostgresResource resource,
      Optional<Watchdogs> watchdogs,
      boolean adoptOwnRecord,
      Optional<String> lastConfig,
      NodeListener listener) {
    NodeSettings settings =
        new NodeSettings(
            config.cluster(),
            config.name(),
            config.postgres().connUrl(),
            config.postgres().proxyUrl(),
            config.rest().apiUrl(),
            config.tags(),
            Optional.of(config.bootstrap().dcs()),
            adoptOwnRecord);
    HaNodeBuilder builder =
        new HaNodeBuilder(settings)
            .store(store)
            .resource(resource)
            .peers(peers)
            .ticker(ticker)
            .initialConfig(lastConfig)
            .listener(listener);
    watchdogs.ifPresent(all -> builder.watchdog(all, all.required()));
    return builder.build();
  }
}
