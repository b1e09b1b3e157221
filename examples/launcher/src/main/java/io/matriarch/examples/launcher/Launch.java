package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.AgentConfigReader;
import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.EnvironmentCheck;
import io.matriarch.agent.config.HostPort;
import io.matriarch.agent.rest.RestServer;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.wire.Versions;
import io.matriarch.postgres.PostgresResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of the process, from reading the file to the exit code. */
final class Launch {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
  private static final long HOUSEKEEPING_MILLIS = 1000;

  private final Path file;
  private final Ticker ticker = new SystemTicker();
  private final Signals signals = Signals.install();

  Launch(Path file) {
    this.file = file;
  }

  /** Runs until the node has ended; returns the exit code. */
  int run() throws ConfigException, StartException, InterruptedException {
    try {
      Map<String, ClusterStoreProvider> providers = providers();
      AgentConfig config = AgentConfigReader.read(file, providers.keySet());
      LogSetup.level(config.logLevel());
      config.notes().forEach(LOG::info);
      config.warnings().forEach(LOG::warn);
      EnvironmentCheck.warnings(System.getenv()).forEach(LOG::warn);
      LocalChecks.check(config.postgres());
      NodeDesk desk = new NodeDesk(config, ticker);
      try (RestServer rest = serve(config, desk)) {
        LOG.info(
            "matriarch {} starts, cluster {}, node {}",
            Versions.OURS,
            config.cluster(),
            config.name());
        return run(config, providers.get(config.store().name()), desk, rest);
      }
    } finally {
      signals.finished();
    }
  }

  private int run(AgentConfig config, ClusterStoreProvider provider, NodeDesk desk, RestServer rest)
      throws StartException, InterruptedException {
    NodeAssembly assembly = new NodeAssembly(config, ticker);
    ClusterStore store = assembly.open(provider, file);
    StoreGate gate = new StoreGate(config, store, ticker, signals);
    Optional<ClusterView> view = gate.firstView();
    if (view.isEmpty()) {
      store.close();
      return 0;
    }
    gate.refuseTakenName(view.get(), rest.instance());
    PostgresResource resource = assembly.resource();
    FirstLook.take(resource, config.postgres(), ticker);
    Incarnation incarnation = Incarnation.of(config);
    DynamicConfigCache cache = new DynamicConfigCache(config.postgres().dataDir());
    HaNode node =
        assembly.build(store, resource, incarnation.leftLeaderKey(view.get()), cache.read());
    if (!signals.endBy(() -> end(node))) {
      node.close();
      return 0;
    }
    desk.attach(node);
    node.start();
    return untilEnded(node, cache, incarnation);
  }

  private int untilEnded(HaNode node, DynamicConfigCache cache, Incarnation incarnation)
      throws InterruptedException {
    while (true) {
      try {
        ExitReason reason =
            node.ended().toCompletableFuture().get(HOUSEKEEPING_MILLIS, TimeUnit.MILLISECONDS);
        return ended(reason);
      } catch (TimeoutException stillRunning) {
        cache.keep(node.status());
        incarnation.keep(node.status());
      } catch (ExecutionException e) {
        return ended(new ExitReason(1, "the node failed: " + e.getCause()));
      }
    }
  }

  /** On the shutdown thread. */
  private static int end(HaNode node) {
    node.close();
    ExitReason open = new ExitReason(1, "the node did not end in time");
    return node.ended().toCompletableFuture().getNow(open).code();
  }

  private static int ended(ExitReason reason) {
    if (reason.code() == 0) {
      LOG.info("{}", reason.message());
    } else {
      LOG.error("{}", reason.message());
    }
    return reason.code();
  }

  private RestServer serve(AgentConfig config, NodeDesk desk) throws StartException {
    HostPort listen = config.rest().listen();
    try {
      return RestServer.start(listen, desk, ticker);
    } catch (IOException e) {
      throw new StartException(
          ("%s: restapi.listen: '%s' cannot be used (%s);"
                  + " end what uses it, or choose another address")
              .formatted(file, listen, e.getMessage()));
    }
  }

  private static Map<String, ClusterStoreProvider> providers() {
    Map<String, ClusterStoreProvider> providers = new LinkedHashMap<>();
    ServiceLoader.load(ClusterStoreProvider.class)
        .forEach(provider -> providers.put(provider.section(), provider));
    return providers;
  }
}
