package io.matriarch.dcs.etcd;

import io.matriarch.testkit.tck.ClusterStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

@NeedsEtcd
class EtcdConformanceTest extends ClusterStoreConformanceKit {
  @Override
  protected StoreFixture open() throws Exception {
    return new EtcdFixture(EtcdBinary.any());
  }
}
