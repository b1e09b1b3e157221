package io.matriarch.core.resource;

/** Receives hints from a resource. */
@FunctionalInterface
public interface ResourceListener {

  /** The resource may have changed. Called on any thread; must return at once and not throw. */
  void changed();
}
