package io.matriarch.dcs.zookeeper;

import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreSettings;

/** Opens {@link ZooKeeperStore}s. */
public final class ZooKeeperStoreProvider implements ClusterStoreProvider {

  @Override
  public String section() {
    return "zookeeper";
  }

  @Override
  public ClusterStore open(StoreSettings settings) {
    return new ZooKeeperStore(settings);
  }
}
