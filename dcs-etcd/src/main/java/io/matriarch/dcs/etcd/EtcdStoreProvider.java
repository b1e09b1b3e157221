package io.matriarch.dcs.etcd;

import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.store.StoreSettings;
import java.util.Map;

/** Opens {@link EtcdStore}s, one by one or many on one connection. */
public final class EtcdStoreProvider implements ClusterStoreProvider {

  @Override
  public String section() {
    return "etcd3";
  }

  @Override
  public ClusterStore open(StoreSettings settings) {
    return EtcdStore.alone(section(), settings);
  }

  @Override
  public StoreConnection connect(Map<String, Object> section, Ticker ticker) {
    return new EtcdConnection(EtcdSettings.parse(section(), section), ticker);
  }
}
