package io.matriarch.testkit.store;

import io.matriarch.testkit.tck.ClusterStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

/** A store that removes no leader key by itself. */
class ObservedConformanceTest extends ClusterStoreConformanceKit {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture(StoreFlavour.OBSERVED);
  }
}
