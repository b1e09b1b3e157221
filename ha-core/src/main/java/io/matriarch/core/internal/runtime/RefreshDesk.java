package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Those who wait for a snapshot made of something that was looked at after they asked. */
final class RefreshDesk {
  private final Duration patience;
  private final Executor callbacks;
  private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

  /**
   * @param patience whoever has waited so long gets what there is
   * @param callbacks where answers are given, since others' code may hang on them
   */
  RefreshDesk(Duration patience, Executor callbacks) {
    this.patience = patience;
    this.callbacks = callbacks;
  }

  private record Waiter(MonoTime since, CompletableFuture<NodeStatus> answer) {}

  CompletableFuture<NodeStatus> await(MonoTime now) {
    CompletableFuture<NodeStatus> answer = new CompletableFuture<>();
    waiters.add(new Waiter(now, answer));
    return answer;
  }

  void answer(NodeStatus status, MonoTime lookedAt) {
    waiters.removeIf(waiter -> !lookedAt.isBefore(waiter.since) && tell(waiter, status));
  }

  /** Whoever has waited long enough gets what there is. */
  void expire(MonoTime now, NodeStatus status) {
    waiters.removeIf(waiter -> now.hasReached(waiter.since.plus(patience)) && tell(waiter, status));
  }

  void answerAll(NodeStatus status) {
    waiters.removeIf(waiter -> tell(waiter, status));
  }

  private boolean tell(Waiter waiter, NodeStatus status) {
    callbacks.execute(() -> waiter.answer.complete(status));
    return true;
  }

  /** When somebody will have waited long enough. */
  MonoTime expiresAt() {
    Waiter first = waiters.peek();
    return first == null ? MonoTime.MAX : first.since.plus(patience);
  }
}
