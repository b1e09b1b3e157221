package io.matriarch.agent.config;

import java.util.Map;

/**
 * The store's own settings, as they stand in the file.
 *
 * @param name section name, e.g. {@code zookeeper}
 * @param settings what is in it; may hold credentials, therefore not printed
 */
public record StoreSection(String name, Map<String, Object> settings) {
  public StoreSection {
    settings = Map.copyOf(settings);
  }

  @Override
  public String toString() {
    return "StoreSection[name=" + name + "]";
  }
}
