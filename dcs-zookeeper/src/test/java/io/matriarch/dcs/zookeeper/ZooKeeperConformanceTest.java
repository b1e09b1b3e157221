package io.matriarch.dcs.zookeeper;

import io.matriarch.testkit.tck.ConnectedStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

class ZooKeeperConformanceTest extends ConnectedStoreConformanceKit {
  @Override
  protected StoreFixture open() throws Exception {
    return new ZooKeeperFixture();
  }
}
