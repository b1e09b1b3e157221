package io.matriarch.agent.rest;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A node that says what a test wants it to. */
final class FixedNode implements NodeView {
  volatile NodeStatus status;
  volatile Supplier<CompletionStage<CommandResult>> result =
      () -> CompletableFuture.completedFuture(CommandResult.done("done"));
  volatile List<JournalEntry> journal = List.of();
  volatile List<String> recording = List.of();
  volatile boolean reloads = true;
  final List<Command> commands = new CopyOnWriteArrayList<>();
  volatile Optional<Duration> pingedFor = Optional.empty();
  volatile CompletionStage<FailsafeAnswer> failsafe = new CompletableFuture<>();

  volatile Supplier<CompletionStage<NodeStatus>> refreshed =
      () -> CompletableFuture.completedFuture(status);

  volatile Supplier<CompletionStage<NodeStatus>> reread =
      () -> CompletableFuture.completedFuture(status);

  FixedNode(NodeStatus status) {
    this.status = status;
  }

  void answers(CommandResult.Outcome outcome, String text) {
    result = () -> CompletableFuture.completedFuture(new CommandResult(outcome, text));
  }

  @Override
  public NodeStatus status() {
    return status;
  }

  @Override
  public CompletionStage<NodeStatus> refresh() {
    return refreshed.get();
  }

  @Override
  public CompletionStage<NodeStatus> reread() {
    return reread.get();
  }

  @Override
  public CompletionStage<CommandResult> submit(Command command) {
    commands.add(command);
    return result.get();
  }

  @Override
  public List<JournalEntry> journal() {
    return journal;
  }

  @Override
  public List<String> recording() {
    return recording;
  }

  @Override
  public boolean reload() {
    return reloads;
  }

  @Override
  public CompletionStage<FailsafeAnswer> failsafePing(NodeName leader, Optional<Duration> ttl) {
    pingedFor = ttl;
    return failsafe;
  }
}
