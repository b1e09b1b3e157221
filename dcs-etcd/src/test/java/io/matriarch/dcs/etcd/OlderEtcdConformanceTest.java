package io.matriarch.dcs.etcd;

import io.matriarch.testkit.tck.ConnectedStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same rules on servers of the older generation. */
@EnabledIf(
    value = "io.matriarch.dcs.etcd.EtcdBinary#isOlderThere",
    disabledReason = "no etcd 3.4: ./verify fetches it")
class OlderEtcdConformanceTest extends ConnectedStoreConformanceKit {
  @Override
  protected StoreFixture open() throws Exception {
    return new EtcdFixture(EtcdBinary.older());
  }
}
