package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.AgentConfigReader;
import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.ConfigSource;
import io.matriarch.agent.rest.HttpPeerGateway;
import io.matriarch.agent.rest.PeerAccess;
import io.matriarch.agent.rest.RestServer;
import io.matriarch.agent.tls.TlsFileException;
import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.Stores;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.wire.Versions;
import io.matriarch.examples.launcher.log.LogSetup;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.PostgresResource;
import io.matriarch.postgres.predecessor.DynamicConfigCache;
import io.matriarch.postgres.predecessor.Incarnation;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of the process, from reading the configuration to the exit code. */
final class Launch {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  private final ConfigSource source;
  private final Ticker ticker = new SystemTicker();
  private final Signals signals = Signals.install();
  private final Reloader reloader;
  private final Optional<String> withoutHangup;

  Launch(ConfigSource source) {
    this.source = source;
    this.reloader = new Reloader(source);
    this.withoutHangup = Hangup.call(reloader::request);
  }

  /** Runs until the node has ended; returns the exit code. */
  int run() throws ConfigException, StartException, InterruptedException {
    try {
      Set<String> stores = Stores.names();
      AgentConfig config = AgentConfigReader.read(source.read(), stores);
      log(config);
      withoutHangup.ifPresent(LOG::info);
      config.warnings().forEach(LOG::warn);
      LocalChecks.check(config.postgres());
      PostgresConfig server = NodeAssembly.server(config, source);
      reloader.begin(config, stores);
      NodeDesk desk = new NodeDesk(config, ticker, reloader::request);
      try (RestServer rest = serve(config, desk)) {
        LOG.info(
            "matriarch {} starts, cluster {}, node {}",
            Versions.OURS,
            config.cluster(),
            config.name());
        reloader.handTo(fresh -> rest.reconfigure(fresh.rest()));
        return run(config, server, desk, rest);
      }
    } finally {
      reloader.close();
      signals.finished();
    }
  }

  private int run(AgentConfig config, PostgresConfig server, NodeDesk desk, RestServer rest)
      throws StartException, InterruptedException {
    PeerAccess access = peers(config);
    HttpPeerGateway peers = new HttpPeerGateway(access);
    reloader.handTo(fresh -> peers.reconfigure(PeerAccess.of(fresh.rest(), fresh.ctl())));
    NodeAssembly assembly = new NodeAssembly(config, ticker, peers);
    ClusterStore store = assembly.open(Stores.provider(config.store().name()), source);
    StoreGate gate = new StoreGate(config, store, ticker, signals);
    Optional<ClusterView> view = gate.firstView();
    if (view.isEmpty()) {
      store.close();
      return 0;
    }
    gate.refuseTakenName(view.get(), rest.instance(), access);
    PostgresResource resource = new PostgresResource(server, ticker);
    FirstLook.take(resource, config.postgres(), ticker);
    Incarnation incarnation =
        Incarnation.of(config.cluster(), config.name(), config.postgres().dataDir());
    DynamicConfigCache cache = new DynamicConfigCache(config.postgres().dataDir());
    Keepsakes keepsakes = new Keepsakes(cache, incarnation);
    HaNode node =
        assembly.build(
            store,
            resource,
            WatchdogAssembly.of(config, ticker),
            incarnation.leftLeaderKey(view.get()),
            cache.read(),
            keepsakes);
    keepsakes.of(node);
    if (!signals.endBy(() -> end(node))) {
      node.close();
      return 0;
    }
    desk.attach(node);
    node.start();
    peers.warmUp(config.rest().apiUrl());
    reloader.handTo(fresh -> resource.reconfigure(PostgresAssembly.of(fresh)));
    reloader.handTo(fresh -> tell(node, fresh));
    return untilEnded(node);
  }

  /** Also if nothing has changed: the server's own files are to be as they should. */
  private static void tell(HaNode node, AgentConfig fresh) {
    node.submit(new Command.Reload(fresh.tags()))
        .thenAccept(
            result -> {
              if (result.outcome() != Outcome.DONE && result.outcome() != Outcome.ACCEPTED) {
                LOG.warn("the new configuration did not reach the server: {}", result.text());
              }
            });
  }

  private int untilEnded(HaNode node) throws InterruptedException {
    try {
      return ended(node.ended().toCompletableFuture().get());
    } catch (ExecutionException e) {
      return ended(new ExitReason(ExitReason.INTERNAL, "the node failed: " + e.getCause()));
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

  private void log(AgentConfig config) throws StartException {
    try {
      LogSetup.apply(config.log());
    } catch (IOException e) {
      throw new StartException(source + ": " + e.getMessage());
    }
  }

  private RestServer serve(AgentConfig config, NodeDesk desk) throws StartException {
    try {
      return RestServer.start(config.rest(), desk, ticker);
    } catch (TlsFileException e) {
      throw new StartException(source + ": " + e.getMessage());
    } catch (IOException e) {
      throw new StartException(
          ("%s: restapi.listen: '%s' cannot be used (%s);"
                  + " end what uses it, or choose another address")
              .formatted(source, config.rest().listen(), e.getMessage()));
    }
  }

  private PeerAccess peers(AgentConfig config) throws StartException {
    try {
      return PeerAccess.of(config.rest(), config.ctl());
    } catch (IOException e) {
      throw new StartException(source + ": " + e.getMessage());
    }
  }
}
