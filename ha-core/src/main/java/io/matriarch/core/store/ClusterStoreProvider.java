package io.matriarch.core.store;

/** Opens a kind of store; found by {@link java.util.ServiceLoader}. */
public interface ClusterStoreProvider {

  /** Name of the configuration section that selects this store, e.g. {@code zookeeper}. */
  String section();

  /**
   * Makes a client without waiting for a connection. Returns quickly; a store that cannot be
   * reached shows itself in the first call.
   *
   * @throws IllegalArgumentException a setting is wrong; the message names key, value and remedy,
   *     and contains no secret
   */
  ClusterStore open(StoreSettings settings);
}
