package io.matriarch.core.store;

/** Ends a watch. Idempotent; a hint may still arrive while it runs. */
@FunctionalInterface
public interface WatchHandle extends AutoCloseable {
  @Override
  void close();
}
