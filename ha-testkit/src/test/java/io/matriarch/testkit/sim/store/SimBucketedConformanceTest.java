package io.matriarch.testkit.sim.store;

import io.matriarch.testkit.store.StoreFlavour;
import io.matriarch.testkit.tck.ClusterStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

/** With servers that die now and then before they have told of a renewal. */
class SimBucketedConformanceTest extends ClusterStoreConformanceKit {
  @Override
  protected StoreFixture open() {
    return new SimFixture(2, StoreFlavour.BUCKETED);
  }
}
