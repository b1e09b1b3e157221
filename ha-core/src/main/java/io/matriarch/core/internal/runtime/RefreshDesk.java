package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Those who wait for a fresh look at the resource. */
final class RefreshDesk {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

  private record Waiter(MonoTime since, CompletableFuture<NodeStatus> answer) {}

  CompletableFuture<NodeStatus> await(MonoTime now) {
    CompletableFuture<NodeStatus> answer = new CompletableFuture<>();
    waiters.add(new Waiter(now, answer));
    return answer;
  }

  void answer(NodeStatus status) {
    waiters.removeIf(
        waiter -> !status.lookedAt().isBefore(waiter.since) && waiter.answer.complete(status));
  }

  /** Whoever has waited long enough gets what there is. */
  void expire(MonoTime now, NodeStatus status) {
    waiters.removeIf(
        waiter -> now.hasReached(waiter.since.plus(PATIENCE)) && waiter.answer.complete(status));
  }

  void answerAll(NodeStatus status) {
    waiters.removeIf(waiter -> waiter.answer.complete(status));
  }
}
