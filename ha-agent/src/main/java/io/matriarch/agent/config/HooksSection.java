package io.matriarch.agent.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Commands of the operator's that run beside the server's life. They may hold secrets, therefore
 * they are not printed.
 *
 * @param callbacks command by action, e.g. {@code on_role_change}
 * @param prePromote asked before a promotion
 * @param beforeStop run before a stop
 */
public record HooksSection(
    Map<String, String> callbacks, Optional<String> prePromote, Optional<String> beforeStop) {
  public HooksSection {
    callbacks = Collections.unmodifiableMap(new LinkedHashMap<>(callbacks));
  }

  @Override
  public String toString() {
    return "HooksSection[callbacks=" + callbacks.keySet() + "]";
  }
}
