package io.matriarch.dcs.zookeeper;

import io.matriarch.testkit.tck.ClusterStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

class ZooKeeperConformanceTest extends ClusterStoreConformanceKit {
  @Override
  protected StoreFixture open() throws Exception {
    return new ZooKeeperFixture();
  }
}
