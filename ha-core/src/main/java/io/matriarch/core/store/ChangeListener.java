package io.matriarch.core.store;

/** Receives hints that the cluster's keys may have changed. */
@FunctionalInterface
public interface ChangeListener {

  /** Called on a thread of the store; must return at once and must not throw. */
  void changed();
}
