package io.matriarch.examples.launcher;

import io.matriarch.agent.rest.HttpPeerGateway;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.HaNodeBuilder;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.core.store.StoreSettings;
import io.matriarch.dcs.zookeeper.ZooKeeperStoreProvider;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.PostgresResource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The example of the README; a test compares the two. */
final class Embedding {
  private Embedding() {}

  static HaNode node(Path dataDir) {
    // begin
    var ticker = new SystemTicker();
    var cluster = new ClusterId("service", "orders");
    var name = NodeName.of("node1");
    var hosts = Map.<String, Object>of("hosts", "127.0.0.1:2181");
    var self = "127.0.0.1:5432";
    HaNode node =
        new HaNodeBuilder(
                new NodeSettings(
                    cluster,
                    name,
                    "postgres://" + self + "/postgres",
                    "http://127.0.0.1:8008/patroni",
                    Tags.NONE,
                    Optional.of("{\"ttl\": 20}"),
                    false))
            .store(
                new ZooKeeperStoreProvider().open(new StoreSettings(cluster, name, hosts, ticker)))
            .resource(
                new PostgresResource(
                    PostgresConfig.builder("node1", "orders", dataDir)
                        .listen(List.of("127.0.0.1"), 5432)
                        .build(),
                    ticker))
            .peers(new HttpPeerGateway())
            .build();
    node.start();
    // end
    return node;
  }
}
