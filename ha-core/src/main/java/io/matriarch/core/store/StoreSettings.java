package io.matriarch.core.store;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import java.util.Map;

/**
 * What a provider needs to open a store.
 *
 * @param cluster whose keys
 * @param node on whose behalf
 * @param section the store's own settings: text, numbers, booleans, lists and maps of these
 * @param ticker the clock on which validity is counted
 */
public record StoreSettings(
    ClusterId cluster, NodeName node, Map<String, Object> section, Ticker ticker) {
  /** Keeps a copy of the section. */
  public StoreSettings {
    section = Map.copyOf(section);
  }

  /** Settings may hold credentials: they are not printed. */
  @Override
  public String toString() {
    return "StoreSettings[cluster=" + cluster.basePath() + ", node=" + node + "]";
  }
}
