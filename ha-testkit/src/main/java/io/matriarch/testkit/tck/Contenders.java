package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Trial.BEACON;

import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several nodes, each with a thread of its own. */
final class Contenders {
  private static final long LONGEST_SECONDS = 60;

  private final Trial trial;
  private final List<ClusterStore> stores = new ArrayList<>();

  Contenders(Trial trial, int count) throws Exception {
    this.trial = trial;
    for (int i = 0; i < count; i++) {
      ClusterStore store = trial.client(name(i));
      trial.view(store);
      stores.add(store);
    }
  }

  /** What one node does. */
  @FunctionalInterface
  interface Attempt<T> {
    T of(ClusterStore store, String name) throws Exception;
  }

  /** All at once; the results are in the order of the nodes. */
  <T> List<T> together(Attempt<T> attempt) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(stores.size());
    CountDownLatch ready = new CountDownLatch(stores.size());
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < stores.size(); i++) {
        ClusterStore store = stores.get(i);
        String name = name(i);
        tasks.add(
            () -> {
              ready.countDown();
              ready.await(LONGEST_SECONDS, TimeUnit.SECONDS);
              return attempt.of(store, name);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks, LONGEST_SECONDS, TimeUnit.SECONDS)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Whoever holds the key by these results gives it up. */
  void release(List<LeaseResult> results) throws Exception {
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof LeaseResult.Held held) {
        stores.get(i).release(held.token(), BEACON, trial.call());
      }
    }
  }

  private static String name(int index) {
    return "n" + index;
  }
}
