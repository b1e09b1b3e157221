package io.matriarch.testkit.store;

import io.matriarch.testkit.tck.ClusterStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

/** A server that looks at its sessions once per tick. */
class BucketedConformanceTest extends ClusterStoreConformanceKit {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture(StoreFlavour.BUCKETED);
  }
}
