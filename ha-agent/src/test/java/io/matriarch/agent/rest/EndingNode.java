package io.matriarch.agent.rest;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.HaCounters;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node as a library object, which says what a test wants it to until it is closed. */
record EndingNode(FixedNode answers, CompletableFuture<ExitReason> ended) implements HaNode {

  /** A healthy replica on the system's own clock. */
  static EndingNode replica() {
    MonoTime now = new SystemTicker().now();
    FixedNode answers = new FixedNode(Statuses.replica().with(s -> s.at = now).build());
    return new EndingNode(answers, new CompletableFuture<>());
  }

  @Override
  public void start() {
    // It answers from the beginning.
  }

  @Override
  public NodeStatus status() {
    return answers.status();
  }

  @Override
  public CompletionStage<NodeStatus> refresh() {
    return answers.refresh();
  }

  @Override
  public CompletionStage<NodeStatus> reread() {
    return answers.reread();
  }

  @Override
  public CompletionStage<CommandResult> submit(Command command) {
    return answers.submit(command);
  }

  @Override
  public HaCounters counters() {
    return new HaCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public List<JournalEntry> journal() {
    return answers.journal();
  }

  @Override
  public CompletionStage<FailsafeAnswer> failsafePing(NodeName leader, Optional<Duration> ttl) {
    return answers.failsafePing(leader, ttl);
  }

  @Override
  public void shutdown() {
    ended.complete(new ExitReason(0, "closed"));
  }

  @Override
  public void close() {
    shutdown();
  }
}
