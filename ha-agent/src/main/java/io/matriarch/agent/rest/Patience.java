package io.matriarch.agent.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waiting for the node, bounded in time and in number. No thread waits: what is asked for completes
 * on whatever thread knows the answer first.
 */
final class Patience {
  private final Semaphore places;

  /**
   * @param waitingAtMost how many may wait at the same time
   */
  Patience(int waitingAtMost) {
    this.places = new Semaphore(waitingAtMost);
  }

  /**
   * Empty if too many are waiting already: nothing was asked then. The stage completes normally in
   * any case, with an empty value if the question failed or takes too long.
   */
  <T> Optional<CompletionStage<Optional<T>>> await(
      Duration atMost, Supplier<CompletionStage<T>> question) {
    return places.tryAcquire() ? Optional.of(asked(atMost, question)) : Optional.empty();
  }

  private <T> CompletionStage<Optional<T>> asked(
      Duration atMost, Supplier<CompletionStage<T>> question) {
    CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
    answer.whenComplete((value, failure) -> places.release());
    try {
      question.get().whenComplete((value, failure) -> answer.complete(Optional.ofNullable(value)));
    } catch (RuntimeException failed) {
      answer.complete(Optional.empty());
    }
    return answer.isDone()
        ? answer
        : answer.completeOnTimeout(Optional.empty(), atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
