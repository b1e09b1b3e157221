package io.matriarch.core.resource;

/** Ends the delivery of hints. Idempotent. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
  @Override
  void close();
}
