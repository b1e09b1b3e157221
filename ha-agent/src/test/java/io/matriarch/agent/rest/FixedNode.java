package io.matriarch.agent.rest;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.NodeName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A node that says what a test wants it to. */
final class FixedNode implements NodeView {
  volatile NodeStatus status;
  volatile CompletionStage<FailsafeAnswer> failsafe = new CompletableFuture<>();

  volatile Supplier<CompletionStage<NodeStatus>> refreshed =
      () -> CompletableFuture.completedFuture(status);

  FixedNode(NodeStatus status) {
    this.status = status;
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
  public CompletionStage<FailsafeAnswer> failsafePing(NodeName leader) {
    return failsafe;
  }
}
