package io.matriarch.agent.rest;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waiting for the node, bounded in time and in number: threads are left over for health checks,
 * whose answers never wait.
 */
final class Patience {
  private static final int WAITING_AT_MOST = 4;

  /** Peers themselves wait two seconds. */
  private static final long MILLIS = 1500;

  private final Semaphore places = new Semaphore(WAITING_AT_MOST);

  /** Empty if it failed, takes too long, or too many are waiting already. */
  <T> Optional<T> await(Supplier<CompletionStage<T>> question) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.get().toCompletableFuture().get(MILLIS, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      places.release();
    }
  }
}
