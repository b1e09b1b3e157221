package io.matriarch.cli.cluster;

import io.matriarch.core.store.ClusterStore;

/** Opens the store of one cluster. */
@FunctionalInterface
public interface StoreOpener {

  /**
   * @param path scope of the cluster, and the group below it if there is one
   */
  ClusterStore open(String path);
}
