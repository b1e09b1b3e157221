package io.matriarch.examples.replicatedlog;

import io.matriarch.agent.config.HostPort;
import io.matriarch.agent.rest.HttpPeerGateway;
import io.matriarch.agent.rest.RestServer;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.HaNodeBuilder;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.api.Stores;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.StoreConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/** One node of the log as a program: log, lease, REST API and all. */
public final class LogNode {
  private static final String USAGE =
      "usage: LogNode NAME LOG-ADDRESS API-ADDRESS DIRECTORY ZOOKEEPER [CONFIGURATION]\n"
          + "e.g.   LogNode n1 127.0.0.1:7001 127.0.0.1:8001 data/n1 127.0.0.1:2181";
  private static final String CONFIGURATION =
      "{\"ttl\": 20, \"loop_wait\": 5, \"retry_timeout\": 5, \"failsafe_mode\": true}";

  private LogNode() {}

  /** Runs until SIGTERM, which hands the lead over, or until the node ends by itself. */
  public static void main(String[] arguments) {
    if (arguments.length < 5 || arguments.length > 6) {
      System.err.println(USAGE);
      System.exit(2);
    }
    int code = 1;
    try {
      ExitReason reason = run(arguments);
      System.out.println(reason.message());
      code = reason.code();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
    } catch (IOException e) {
      System.err.println("cannot start: " + e);
    }
    System.exit(code);
  }

  private static ExitReason run(String[] arguments) throws IOException {
    Ticker ticker = new SystemTicker();
    try (StoreConnection store =
            Stores.connect("zookeeper", Map.of("hosts", arguments[4]), ticker);
        HaNode node = node(arguments, store, ticker)) {
      RestServer.serve(arguments[2], node);
      Runtime.getRuntime().addShutdownHook(new Thread(node::close, "shutdown"));
      node.start();
      return node.ended().toCompletableFuture().join();
    }
  }

  private static HaNode node(String[] arguments, StoreConnection store, Ticker ticker)
      throws IOException {
    ClusterId cluster = new ClusterId("service", "log");
    NodeName name = NodeName.of(arguments[0]);
    HostPort listen = address(arguments[1]);
    NodeSettings settings =
        NodeSettings.of(
            cluster,
            name,
            "log://" + listen,
            "http://" + arguments[2] + "/patroni",
            arguments.length == 6 ? arguments[5] : CONFIGURATION);
    LogResource log =
        new LogResource(
            Path.of(arguments[3]), new InetSocketAddress(listen.host(), listen.port()), ticker);
    HaNode node =
        new HaNodeBuilder(settings)
            .store(store.cluster(cluster, name))
            .resource(log)
            .peers(new HttpPeerGateway())
            .ticker(ticker)
            .build();
    log.writableUntil(() -> node.status().writableUntil());
    return node;
  }

  private static HostPort address(String text) {
    try {
      return HostPort.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "LOG-ADDRESS: '%s' %s: write it as host:port".formatted(text, e.getMessage()), e);
    }
  }
}
