package io.matriarch.testkit.store;

import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.store.StoreSettings;
import java.util.Map;

/**
 * The store {@code memory}, for tests and examples without a server. Whoever opens or connects gets
 * keys of its own, which nobody else sees.
 */
public final class InMemoryStoreProvider implements ClusterStoreProvider {

  @Override
  public String section() {
    return "memory";
  }

  @Override
  public ClusterStore open(StoreSettings settings) {
    return new InMemoryStore(settings.ticker()).client(settings.node());
  }

  @Override
  public StoreConnection connect(Map<String, Object> section, Ticker ticker) {
    return new InMemoryConnection(ticker);
  }
}
