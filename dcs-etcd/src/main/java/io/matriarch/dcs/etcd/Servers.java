package io.matriarch.dcs.etcd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * All servers of one ensemble, and which of them is asked: everybody stays with one until it fails
 * somebody. Thread safe.
 */
final class Servers {
  private final Supplier<CompletableFuture<List<Address>>> addresses;
  private final Access access;
  private final ScheduledExecutorService timer;
  private final List<Runnable> moved = new CopyOnWriteArrayList<>();
  private CompletableFuture<List<Address>> found;
  private List<Server> all = List.of();
  private int current;
  private boolean lookingAnew;
  private boolean closed;

  /**
   * @param addresses looks them up; asked again when those that it found do not answer
   */
  Servers(
      Supplier<CompletableFuture<List<Address>>> addresses,
      Access access,
      ScheduledExecutorService timer) {
    this.addresses = addresses;
    this.access = access;
    this.timer = timer;
  }

  /** All of them, the one that is to be asked first at the front; waits for their addresses. */
  List<Server> inOrder(Duration patience) throws Failure {
    CompletableFuture<List<Address>> lookup = lookup();
    try {
      List<Address> list = lookup.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return inOrder(list);
    } catch (ExecutionException failed) {
      forget(lookup);
      throw notFound(failed.getCause().getMessage(), failed.getCause());
    } catch (TimeoutException late) {
      throw notFound("the name service does not answer", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw notFound("interrupted", stopped);
    }
  }

  /** The one that is asked at present, as soon as addresses are known. Does not block. */
  CompletableFuture<Server> current() {
    CompletableFuture<List<Address>> lookup = lookup();
    return lookup
        .whenComplete(
            (list, failure) -> {
              if (failure != null) {
                forget(lookup);
              }
            })
        .thenApply(list -> inOrder(list).get(0));
  }

  /** Others are asked from now on, if there are any. */
  void failed(Server server) {
    synchronized (this) {
      if (all.isEmpty() || all.get(current) != server) {
        return;
      }
      current = (current + 1) % all.size();
      if (all.size() == 1) {
        return;
      }
    }
    moved.forEach(Runnable::run);
  }

  /**
   * None of them answered: they may have new addresses. Until these are known the old ones stay.
   */
  void allFailed() {
    synchronized (this) {
      if (lookingAnew) {
        return;
      }
      lookingAnew = true;
    }
    addresses.get().whenComplete((list, failure) -> lookedAnew(list));
  }

  private synchronized void lookedAnew(List<Address> list) {
    lookingAnew = false;
    if (list != null) {
      found = CompletableFuture.completedFuture(list);
    }
  }

  /** Runs it whenever another server is asked than before; it must not block. */
  void onMove(Runnable told) {
    moved.add(told);
  }

  void forgetMove(Runnable told) {
    moved.remove(told);
  }

  synchronized void close() {
    closed = true;
    all.forEach(Server::close);
  }

  private synchronized CompletableFuture<List<Address>> lookup() {
    if (found == null) {
      found = addresses.get();
    }
    return found;
  }

  private synchronized void forget(CompletableFuture<List<Address>> failed) {
    if (found == failed) {
      found = null;
    }
  }

  private synchronized List<Server> inOrder(List<Address> list) {
    if (!all.stream().map(Server::address).toList().equals(list)) {
      all.forEach(Server::close);
      all = list.stream().map(address -> new Server(address, access, timer)).toList();
      // Not all nodes shall ask the same one.
      current = ThreadLocalRandom.current().nextInt(all.size());
      if (closed) {
        all.forEach(Server::close);
      }
    }
    List<Server> order = new ArrayList<>(all.subList(current, all.size()));
    order.addAll(all.subList(0, current));
    return order;
  }

  private static Failure notFound(String why, Throwable cause) {
    return new Failure(Failure.Kind.NOT_CONNECTED, why, cause);
  }
}
