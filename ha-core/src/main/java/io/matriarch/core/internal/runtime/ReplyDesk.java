package io.matriarch.core.internal.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Those who asked the node for something and wait for its answer. Any thread. */
final class ReplyDesk<T> {
  private final Executor callbacks;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<T>> waiting = new ConcurrentHashMap<>();

  /**
   * @param callbacks where answers are given, since others' code may hang on them
   */
  ReplyDesk(Executor callbacks) {
    this.callbacks = callbacks;
  }

  /** A question that has no answer yet. */
  record Open<T>(long id, CompletableFuture<T> reply) {}

  Open<T> open() {
    Open<T> open = new Open<>(ids.incrementAndGet(), new CompletableFuture<>());
    waiting.put(open.id, open.reply);
    return open;
  }

  void forget(long id) {
    waiting.remove(id);
  }

  void answer(long id, T answer) {
    Optional.ofNullable(waiting.remove(id))
        .ifPresent(reply -> callbacks.execute(() -> reply.complete(answer)));
  }

  void answerAll(T answer) {
    waiting.keySet().forEach(id -> answer(id, answer));
  }

  void failAll(RuntimeException failure) {
    waiting
        .values()
        .forEach(reply -> callbacks.execute(() -> reply.completeExceptionally(failure)));
    waiting.clear();
  }
}
