package io.matriarch.testkit.sim.store;

import io.matriarch.testkit.store.StoreFlavour;
import io.matriarch.testkit.tck.ClusterStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;

/** What the simulator proves holds for real stores only if its own follows the same rules. */
class SimConformanceTest extends ClusterStoreConformanceKit {
  @Override
  protected StoreFixture open() {
    return new SimFixture(1, StoreFlavour.EXACT);
  }
}
