package io.matriarch.dcs.etcd;

import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.store.StoreSettings;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same under the older name of the section. The ancestor means version 2 of etcd's API by it,
 * which no server since 3.6 has; its keys are not those of version 3, the only one spoken here.
 */
public final class OldSectionProvider implements ClusterStoreProvider {
  private static final Logger LOG = LoggerFactory.getLogger(OldSectionProvider.class);

  @Override
  public String section() {
    return "etcd";
  }

  @Override
  public ClusterStore open(StoreSettings settings) {
    warn();
    return EtcdStore.alone(section(), settings);
  }

  @Override
  public StoreConnection connect(Map<String, Object> section, Ticker ticker) {
    warn();
    return new EtcdConnection(EtcdSettings.parse(section(), section), ticker);
  }

  private static void warn() {
    LOG.warn(
        "etcd: this section is read as etcd3. A Patroni that has it uses version 2 of etcd's API and"
            + " shares no key with this node: let it have etcd3 too before they share a cluster");
  }
}
