package io.matriarch.core.api;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.runtime.Crew;
import io.matriarch.core.internal.runtime.NodeRuntime;
import io.matriarch.core.internal.runtime.Plugins;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.Watchdog;
import io.matriarch.core.store.ClusterStore;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

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
  private Optional<HaThreads> threads = Optional.empty();
  private ThreadFactory threadFactory = Crew.DAEMONS;
  private Optional<NodeListener> listener = Optional.empty();
  private Optional<Watchdog> watchdog = Optional.empty();
  private boolean watchdogRequired;

  /**
   * Begins with what the node is told about itself.
   *
   * @param settings its name, cluster and addresses
   */
  public HaNodeBuilder(NodeSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * The store, opened for this cluster and node.
   *
   * @param value used by this node alone, which closes it
   * @return this builder
   */
  public HaNodeBuilder store(ClusterStore value) {
    store = value;
    return this;
  }

  /**
   * What is to be kept highly available.
   *
   * @param value used by this node alone, which closes it
   * @return this builder
   */
  public HaNodeBuilder resource(ReplicatedResource value) {
    resource = value;
    return this;
  }

  /**
   * How to ask other members.
   *
   * @param value used by this node alone, which closes it
   * @return this builder
   */
  public HaNodeBuilder peers(PeerGateway value) {
    peers = value;
    return this;
  }

  /**
   * Another clock, for tests.
   *
   * @param value must be the clock of store and resource as well
   * @return this builder
   */
  public HaNodeBuilder ticker(Ticker value) {
    ticker = value;
    return this;
  }

  /**
   * The last dynamic configuration (JSON) known from an earlier run, until the store is read.
   *
   * @param json the document; empty: the bootstrap configuration, else the defaults
   * @return this builder
   */
  public HaNodeBuilder initialConfig(Optional<String> json) {
    initialConfig = json;
    return this;
  }

  /**
   * Threads to be shared with other nodes; they outlive this one. Without, the node has its own:
   * one each for steps, guard, timer and every kind of call.
   *
   * @param value closed by whoever made it, after this node
   * @return this builder
   */
  public HaNodeBuilder threads(HaThreads value) {
    threads = Optional.of(value);
    return this;
  }

  /**
   * Makes the threads of a node that shares none; see {@link HaThreads.Builder#factory}, which is
   * the one to be used for those that are shared.
   *
   * @param value called from any thread; the name is set on what it returns
   * @return this builder
   */
  public HaNodeBuilder threadFactory(ThreadFactory value) {
    threadFactory = Objects.requireNonNull(value, "threadFactory");
    return this;
  }

  /**
   * Who hears what the node does; without, nobody.
   *
   * @param value called on a thread for it alone
   * @return this builder
   */
  public HaNodeBuilder listener(NodeListener value) {
    listener = Optional.of(value);
    return this;
  }

  /**
   * Who ends the resource if this process dies or freezes while it is writable. Without, nobody
   * does.
   *
   * @param value used by this node alone, which closes it
   * @param required this node does not lead while it cannot be used; else it leads all the same
   * @return this builder
   */
  public HaNodeBuilder watchdog(Watchdog value, boolean required) {
    watchdog = Optional.of(value);
    watchdogRequired = required;
    return this;
  }

  /**
   * Makes the node; nothing runs before {@link HaNode#start}.
   *
   * @return the node, which owns what it was given
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
    Crew crew = threads.map(HaThreads::crew).orElseGet(() -> Crew.own(settings, threadFactory));
    Plugins plugins = new Plugins(store, resource, peers, watchdog, watchdogRequired, ticker);
    return new NodeRuntime(settings, config, plugins, crew, listener);
  }
}
