package io.matriarch.dcs.etcd;

import io.matriarch.testkit.tck.ConnectedStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

@NeedsEtcd
class EtcdConformanceTest extends ConnectedStoreConformanceKit {
  @Override
  protected StoreFixture open() throws Exception {
    return new EtcdFixture(EtcdBinary.any());
  }
}
