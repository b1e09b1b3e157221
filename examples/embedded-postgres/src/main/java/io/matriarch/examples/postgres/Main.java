package io.matriarch.examples.postgres;

import io.matriarch.agent.rest.HttpPeerGateway;
import io.matriarch.agent.rest.RestServer;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.Stores;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.postgres.PostgresNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Arguments: name, data directory, ports of the server and of the API, ZooKeeper's hosts. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) throws Exception {
    StoreConnection store = Stores.connect("zookeeper", Map.of("hosts", arguments[4]));
    int port = Integer.parseInt(arguments[2]);
    String api = "127.0.0.1:" + arguments[3];
    PostgresNode node = member(store, arguments[0], Path.of(arguments[1]), port, api);
    Runtime.getRuntime().addShutdownHook(new Thread(node::close));
    RestServer.serve(api, node.ha());
    node.start();
    System.out.println(node.ha().ended().toCompletableFuture().get().message());
  }

  static PostgresNode member(StoreConnection store, String name, Path data, int port, String api) {
    return PostgresNode.builder("orders", name)
        .store(store)
        .dataDirectory(data)
        .listen("127.0.0.1", port)
        .superuser("postgres", System.getProperty("superuser.password", "super-secret"))
        .replication("replicator", System.getProperty("replication.password", "repl-secret"))
        .ttl(Duration.ofSeconds(20))
        .maximumLag(1_048_576)
        .peers(new HttpPeerGateway())
        .apiUrl("http://" + api + "/patroni")
        .listener(
            new NodeListener() {
              @Override
              public void roleChanged(NodeStatus before, NodeStatus after) {
                System.out.println(name + ": " + after.role() + ", leads: " + after.leading());
              }
            })
        .build();
  }
}
