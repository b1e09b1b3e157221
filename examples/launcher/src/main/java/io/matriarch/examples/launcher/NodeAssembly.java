package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.PostgresSection;
import io.matriarch.agent.rest.HttpPeerGateway;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.HaNodeBuilder;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreSettings;
import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.PostgresConfigBuilder;
import io.matriarch.postgres.PostgresResource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Builds the parts of a node out of its configuration. */
final class NodeAssembly {
  private final AgentConfig config;
  private final Ticker ticker;

  NodeAssembly(AgentConfig config, Ticker ticker) {
    this.config = config;
    this.ticker = ticker;
  }

  /**
   * @param file only to be named where a setting is wrong
   */
  ClusterStore open(ClusterStoreProvider provider, Path file) throws StartException {
    try {
      return provider.open(
          new StoreSettings(config.cluster(), config.name(), config.store().settings(), ticker));
    } catch (IllegalArgumentException e) {
      throw new StartException(file + ": " + e.getMessage());
    }
  }

  /** The server as the configuration describes it. */
  PostgresResource resource() {
    return new PostgresResource(postgres(), ticker);
  }

  /**
   * The node owns store and resource from now on.
   *
   * @param adoptOwnRecord whether a leader record of this name belongs to a process known to be
   *     dead
   * @param lastConfig dynamic configuration of the last run
   */
  HaNode build(
      ClusterStore store,
      PostgresResource resource,
      boolean adoptOwnRecord,
      Optional<String> lastConfig) {
    NodeSettings settings =
        new NodeSettings(
            config.cluster(),
            config.name(),
            config.postgres().connUrl(),
            config.rest().apiUrl(),
            config.tags(),
            Optional.of(config.bootstrap().dcs()),
            adoptOwnRecord);
    return new HaNodeBuilder(settings)
        .store(store)
        .resource(resource)
        .peers(new HttpPeerGateway())
        .ticker(ticker)
        .initialConfig(lastConfig)
        .build();
  }

  private PostgresConfig postgres() {
    PostgresSection section = config.postgres();
    PostgresConfigBuilder builder =
        PostgresConfig.builder(config.name().value(), config.cluster().scope(), section.dataDir())
            .listen(
                Arrays.stream(section.listenAddresses().split(",")).map(String::strip).toList(),
                section.port())
            .database(section.database())
            .superuser(credentials(section.superuser()))
            .replication(credentials(section.replication()))
            .parameters(section.parameters())
            .pgHba(section.pgHba())
            .recoveryConf(section.recoveryConf())
            .initdbOptions(config.bootstrap().initdb())
            .bootstrapPgHba(config.bootstrap().pgHba());
    section.binDir().ifPresent(builder::binDir);
    section.pgpass().ifPresent(builder::passFile);
    section.rewind().map(NodeAssembly::credentials).ifPresent(builder::rewind);
    section.usePgRewind().ifPresent(builder::useRewind);
    section.startTimeout().ifPresent(builder::pgCtlTimeout);
    return builder.build();
  }

  private static Credentials credentials(io.matriarch.agent.config.Credentials user) {
    return new Credentials(user.username(), user.password());
  }
}
