package io.matriarch.testkit.store;

import io.matriarch.testkit.tck.ClusterStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

class InMemoryConformanceTest extends ClusterStoreConformanceKit {
  @Override
  protected StoreFixture open() {
    return new MemoryFixture(StoreFlavour.EXACT);
  }
}
