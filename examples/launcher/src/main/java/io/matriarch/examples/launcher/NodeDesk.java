package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.rest.NodeView;
import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.Explanation;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers for the node, also while there is none yet because the store has not answered. */
final class NodeDesk implements NodeView {
  private final AgentConfig config;
  private final Ticker ticker;
  private final Runnable reload;
  private volatile Optional<HaNode> node = Optional.empty();

  /**
   * @param reload has the configuration read again; must not block
   */
  NodeDesk(AgentConfig config, Ticker ticker, Runnable reload) {
    this.config = config;
    this.ticker = ticker;
    this.reload = reload;
  }

  void attach(HaNode started) {
    node = Optional.of(started);
  }

  @Override
  public NodeStatus status() {
    return node.map(HaNode::status).orElseGet(this::waiting);
  }

  @Override
  public CompletionStage<NodeStatus> refresh() {
    return node.map(HaNode::refresh).orElseGet(() -> CompletableFuture.completedFuture(waiting()));
  }

  @Override
  public CompletionStage<NodeStatus> reread() {
    return node.map(HaNode::reread).orElseGet(() -> CompletableFuture.completedFuture(waiting()));
  }

  @Override
  public CompletionStage<CommandResult> submit(Command command) {
    return node.map(running -> running.submit(command))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    CommandResult.failed("this node waits for its store and is not running yet")));
  }

  @Override
  public List<JournalEntry> journal() {
    return node.map(HaNode::journal).orElse(List.of());
  }

  @Override
  public List<String> recording() {
    return node.map(HaNode::recording).orElse(List.of());
  }

  @Override
  public boolean reload() {
    reload.run();
    return true;
  }

  @Override
  public CompletionStage<FailsafeAnswer> failsafePing(NodeName leader, Optional<Duration> ttl) {
    return node.map(running -> running.failsafePing(leader, ttl))
        .orElseGet(
            () -> CompletableFuture.failedFuture(new IllegalStateException("not running yet")));
  }

  /** Of now, because a process that waits for its store is alive. */
  private NodeStatus waiting() {
    return new NodeStatus(
        config.cluster(),
        config.name(),
        config.tags(),
        ticker.now(),
        RunState.UNKNOWN,
        Role.UNINITIALIZED,
        Optional.empty(),
        MonoTime.MIN,
        Optional.empty(),
        Optional.empty(),
        false,
        MonoTime.MIN,
        ClusterConfig.DEFAULT,
        false,
        Optional.empty(),
        new Explanation(
            "000.00",
            "Nothing has been decided yet",
            "waiting for the store",
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of("first read of the store"),
            MonoTime.MIN,
            MonoTime.MAX));
  }
}
