package io.matriarch.core.api;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.runtime.NodeRuntime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.store.ClusterStore;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts a node together. The node owns what it is given: it closes store, resource and peers when it
 * ends. Not thread safe; to be used once.
 */
public final class HaNodeBuilder {
  private final NodeSettings settings;
  private ClusterStore store;
  private ReplicatedResource resource;
  private PeerGateway peers;
  private Ticker ticker = new SystemTicker();
  private Optional<String> initialConfig = Optional.empty();

  public HaNodeBuilder(NodeSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /** The store, opened for this cluster and node. */
  public HaNodeBuilder store(ClusterStore value) {
    store = value;
    return this;
  }

  /** What is to be kept highly available. */
  public HaNodeBuilder resource(ReplicatedResource value) {
    resource = value;
    return this;
  }

  /** How to ask other members. */
  public HaNodeBuilder peers(PeerGateway value) {
    peers = value;
    return this;
  }

  /** Another clock, for tests. */
  public HaNodeBuilder ticker(Ticker value) {
    ticker = value;
    return this;
  }

  /** The last dynamic configuration (JSON) known from an earlier run, until the store is read. */
  public HaNodeBuilder initialConfig(Optional<String> json) {
    initialConfig = json;
    return this;
  }

  /**
   * @throws NullPointerException if store, resource or peers are missing; the message names which
   */
  public HaNode build() {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(peers, "peers");
    ClusterConfig config =
        initialConfig
            .or(settings::bootstrapConfig)
            .map(ClusterConfig::parse)
            .orElse(ClusterConfig.DEFAULT);
    return new NodeRuntime(settings, config, store, resource, peers, ticker);
  }
}
