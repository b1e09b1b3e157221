package io.matriarch.postgres;

import java.util.Map;
import java.util.Optional;

/**
 * What of the operator's runs beside the server's life.
 *
 * @param callbacks told after something happened
 * @param prePromote asked before a promotion: anything but exit code 0 forbids it
 * @param beforeStop run before the server is told to stop
 */
public record Hooks(
    Map<CallbackAction, Script> callbacks,
    Optional<Script> prePromote,
    Optional<Script> beforeStop) {
  /** No scripts at all. */
  public static final Hooks NONE = new Hooks(Map.of(), Optional.empty(), Optional.empty());

  public Hooks {
    callbacks = Map.copyOf(callbacks);
  }
}
