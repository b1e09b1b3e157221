package io.matriarch.core.store;

import io.matriarch.core.model.Ticker;
import java.util.Map;

/** Opens a kind of store; found by {@link java.util.ServiceLoader}. Thread safe. */
public interface ClusterStoreProvider {

  /** {@return the configuration section that selects this store, e.g. {@code zookeeper}} */
  String section();

  /**
   * Makes a client for one cluster without waiting for a connection. Returns quickly; a store that
   * cannot be reached shows itself in the first call.
   *
   * @param settings whose keys, and the section's content
   * @return a client that its user closes
   * @throws IllegalArgumentException a setting is wrong; the message names key, value and remedy,
   *     and contains no secret
   */
  ClusterStore open(StoreSettings settings);

  /**
   * Makes a client for any number of clusters without waiting for a connection, as {@link #open}
   * does for one.
   *
   * @param section the store's own settings: text, numbers, booleans, lists and maps of these
   * @param ticker the clock on which validity is counted
   * @return a client that its user closes
   * @throws IllegalArgumentException as {@link #open} does
   */
  StoreConnection connect(Map<String, Object> section, Ticker ticker);
}
