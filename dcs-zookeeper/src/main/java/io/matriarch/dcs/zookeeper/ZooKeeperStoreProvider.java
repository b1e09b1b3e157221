package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.store.StoreSettings;
import java.util.Map;

/** Opens {@link ZooKeeperStore}s, one by one or many on one connection. */
public final class ZooKeeperStoreProvider implements ClusterStoreProvider {

  @Override
  public String section() {
    return "zookeeper";
  }

  @Override
  public ClusterStore open(StoreSettings settings) {
    return ZooKeeperStore.alone(settings);
  }

  @Override
  public StoreConnection connect(Map<String, Object> section, Ticker ticker) {
    return new ZooKeeperConnection(section, ticker);
  }
}
