package io.matriarch.testkit.example;

import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.ClusterStoreProvider;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.store.StoreSettings;
import java.nio.file.Path;
import java.util.Map;

/** Opens clusters in the folder that the section {@code folder} names. */
public final class FolderStoreProvider implements ClusterStoreProvider {

  @Override
  public String section() {
    return "folder";
  }

  @Override
  public ClusterStore open(StoreSettings settings) {
    return connect(settings.section(), settings.ticker())
        .cluster(settings.cluster(), settings.node());
  }

  @Override
  public StoreConnection connect(Map<String, Object> section, Ticker ticker) {
    if (section.get("path") instanceof String path && Path.of(path).isAbsolute()) {
      return new FolderConnection(Path.of(path), ticker);
    }
    throw new IllegalArgumentException(
        "folder.path: '" + section.get("path") + "' is not absolute: name the mounted folder");
  }
}
