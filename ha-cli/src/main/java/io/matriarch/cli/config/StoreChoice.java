package io.matriarch.cli.config;

import java.util.Map;

/**
 * Which store, and its own settings.
 *
 * @param section name, e.g. {@code zookeeper}
 * @param settings may hold credentials, therefore not printed
 */
public record StoreChoice(String section, Map<String, Object> settings) {
  @Override
  public String toString() {
    return "StoreChoice[section=" + section + "]";
  }
}
