package io.matriarch.testkit.runtime;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.FailoverPolicy;
import io.matriarch.core.config.Timing;
import io.matriarch.core.internal.runtime.Crew;
import io.matriarch.core.internal.runtime.NodeRuntime;
import io.matriarch.core.internal.runtime.Plugins;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * One cluster of a few real nodes in this JVM: real threads and clocks, a store and resources in
 * memory.
 */
final class Herd implements AutoCloseable {
  static final Duration TTL = Duration.ofSeconds(3);

  final Ticker ticker = new SystemTicker();
  final InMemoryStore store = new InMemoryStore(ticker);
  final Map<NodeName, HaNode> nodes = new ConcurrentHashMap<>();
  final Map<NodeName, FakeResource> resources = new ConcurrentSkipListMap<>();
  private final String scope;
  private final Optional<Crew> shared;
  private Ticker nextTicker = ticker;
  private Optional<NodeListener> nextListener = Optional.empty();

  /** Each node has threads of its own. */
  Herd() {
    this("herd", Optional.empty());
  }

  Herd(String scope, Optional<Crew> shared) {
    this.scope = scope;
    this.shared = shared;
  }

  /** The next node has this clock, which must show what {@link #ticker} does. */
  Herd with(Ticker other) {
    nextTicker = other;
    return this;
  }

  /** The next node has this listener. */
  Herd with(NodeListener listener) {
    nextListener = Optional.of(listener);
    return this;
  }

  HaNode add(String name) {
    HaNode node = prepare(name);
    node.start();
    return node;
  }

  /** A node that is not started. */
  HaNode prepare(String name) {
    NodeName node = NodeName.of(name);
    FakeResource resource = new FakeResource();
    resources.put(node, resource);
    HaNode ha = make(node, resource);
    nodes.put(node, ha);
    nextTicker = ticker;
    nextListener = Optional.empty();
    return ha;
  }

  private HaNode make(NodeName node, FakeResource resource) {
    NodeSettings settings =
        new NodeSettings(
            new ClusterId("service", scope),
            node,
            "postgres://" + node + ":5432/postgres",
            "",
            "http://" + node + ":8008/patroni",
            Tags.NONE,
            Optional.of("{}"),
            false);
    ClusterConfig config =
        new ClusterConfig(
            "{}",
            false,
            new Timing(TTL, Duration.ofSeconds(1), Duration.ofSeconds(1)),
            FailoverPolicy.DEFAULT,
            false,
            false,
            List.of(),
            List.of());
    return new NodeRuntime(
        settings,
        config,
        new Plugins(
            store.client(node), resource, new Neighbours(), Optional.empty(), false, nextTicker),
        shared.orElseGet(() -> Crew.own(settings, Crew.DAEMONS)),
        nextListener);
  }

  FakeResource resource(String name) {
    return resources.get(NodeName.of(name));
  }

  /** The one node whose resource is writable, if exactly one is. */
  Optional<NodeName> primary() {
    List<NodeName> all =
        resources.entrySet().stream()
            .filter(entry -> entry.getValue().writable())
            .map(Map.Entry::getKey)
            .toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  @Override
  public void close() {
    resources.values().forEach(FakeResource::releaseObserve);
    nodes.values().forEach(HaNode::close);
    store.close();
  }

  /** Asks the other nodes of this JVM as the REST API would. */
  private final class Neighbours implements PeerGateway {
    @Override
    public CompletionStage<PeerStatus> ask(MemberRecord member, Duration timeout) {
      HaNode node = nodes.get(member.name());
      if (node == null || node.ended().toCompletableFuture().isDone()) {
        return CompletableFuture.completedFuture(PeerStatus.unreachable(member.name()));
      }
      return node.refresh().thenApply(Neighbours::answer);
    }

    @Override
    public CompletionStage<FailsafeVote> mayGoOn(
        NodeName member, String apiUrl, FailsafePing ping, Duration timeout) {
      HaNode node = nodes.get(member);
      if (node == null || node.ended().toCompletableFuture().isDone()) {
        return CompletableFuture.completedFuture(vote(member, false, "gone"));
      }
      return node.failsafePing(ping.leader(), Optional.of(ping.ttl()))
          .handle(
              (answer, failure) ->
                  vote(member, answer instanceof FailsafeAnswer.Accepted, String.valueOf(answer)));
    }

    private static FailsafeVote vote(NodeName member, boolean accepted, String detail) {
      return new FailsafeVote(member, accepted, OptionalLong.empty(), detail);
    }

    private static PeerStatus answer(NodeStatus status) {
      Optional<ResourceReport> report = status.report().filter(r -> r.running().alive());
      return report
          .map(
              r ->
                  new PeerStatus(
                      status.name(),
                      true,
                      r.role() == Role.PRIMARY,
                      r.position(),
                      status.tags(),
                      false,
                      Optional.of(r.streaming())))
          .orElseGet(() -> PeerStatus.unreachable(status.name()));
    }

    @Override
    public void close() {
      // Nothing is kept open.
    }
  }
}
