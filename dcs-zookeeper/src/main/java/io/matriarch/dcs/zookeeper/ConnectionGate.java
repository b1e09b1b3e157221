package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Open while a session is connected; callers wait in front of it. Thread safe. */
final class ConnectionGate {
  private CompletableFuture<ZooKeeperSession> connected = new CompletableFuture<>();

  synchronized void open(ZooKeeperSession session) {
    if (connected.isDone()) {
      connected = new CompletableFuture<>();
    }
    connected.complete(session);
  }

  synchronized void shut() {
    if (connected.isDone()) {
      connected = new CompletableFuture<>();
    }
  }

  synchronized boolean isOpen() {
    return connected.isDone();
  }

  /** The connected session, or empty if there is none by the deadline. */
  Optional<ZooKeeperSession> await(MonoTime deadline, Ticker ticker) {
    CompletableFuture<ZooKeeperSession> waiting;
    synchronized (this) {
      waiting = connected;
    }
    try {
      long nanos = Math.max(0, deadline.since(ticker.now()).toNanos());
      return Optional.of(waiting.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException shut) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
