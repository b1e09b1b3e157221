package io.matriarch.dcs.etcd;

import io.etcd.jetcd.Client;
import io.grpc.Context;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Some requests to one server, one after the other, until a certain instant. One thread's. */
final class Attempt {
  /** The library itself should end a call first, since it then cleans up. */
  private static final Duration GRACE = Duration.ofMillis(200);

  private final Client client;
  private final MonoTime until;
  private final Ticker ticker;
  private final ScheduledExecutorService timer;

  Attempt(Client client, MonoTime until, Ticker ticker, ScheduledExecutorService timer) {
    this.client = client;
    this.until = until;
    this.ticker = ticker;
    this.timer = timer;
  }

  MonoTime now() {
    return ticker.now();
  }

  /** Sends it and waits for the answer. A call that is given up may still be applied. */
  <T> T await(Function<Client, CompletableFuture<T>> request) throws Failure {
    Duration left = until.since(ticker.now());
    if (left.isNegative() || left.isZero()) {
      throw new Failure(Failure.Kind.NOT_APPLIED, "no time left to ask", null);
    }
    Context.CancellableContext limited =
        Context.ROOT.withDeadlineAfter(left.toNanos(), TimeUnit.NANOSECONDS, timer);
    try {
      CompletableFuture<T> answer = limited.call(() -> request.apply(client));
      return answer.get(left.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw Failure.of(failed);
    } catch (TimeoutException late) {
      throw new Failure(Failure.Kind.UNKNOWN, "no answer in time", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Failure(Failure.Kind.UNKNOWN, "interrupted", stopped);
    } catch (Exception failed) {
      throw Failure.of(failed);
    } finally {
      limited.cancel(null);
    }
  }
}
