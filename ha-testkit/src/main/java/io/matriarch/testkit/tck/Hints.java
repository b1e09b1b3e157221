package io.matriarch.testkit.tck;

import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.ClusterStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a watch tells. */
final class Hints implements ChangeListener {
  private final Trial trial;
  private final AtomicInteger count = new AtomicInteger();

  Hints(Trial trial) {
    this.trial = trial;
  }

  /** Watches a store; whatever is told about the beginning is not counted. */
  static Hints of(Trial trial, ClusterStore store) throws Exception {
    Hints hints = new Hints(trial);
    store.watch(hints);
    trial.view(store);
    trial.becomes(Trial.A_MOMENT, () -> false);
    hints.forget();
    return hints;
  }

  @Override
  public void changed() {
    count.incrementAndGet();
  }

  void forget() {
    count.set(0);
  }

  int count() {
    return count.get();
  }

  /** Waits for at least one, and forgets it. */
  void await(String what, Duration within) throws Exception {
    trial.within(within, "a hint: " + what, () -> count.get() > 0);
    forget();
  }
}
