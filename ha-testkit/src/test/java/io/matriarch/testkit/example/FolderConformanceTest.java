package io.matriarch.testkit.example;

import io.matriarch.testkit.tck.ClusterStoreConformanceKit;
import io.matriarch.testkit.tck.StoreFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderConformanceTest extends ClusterStoreConformanceKit {
  @TempDir static Path root;

  @Override
  protected StoreFixture open() {
    return new FolderFixture(root);
  }
}
