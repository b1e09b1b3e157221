package io.matriarch.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.store.StoreConnection;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreProviderTest {

  @Test
  void somebodyIsElectedInAFolder(@TempDir Path folder) throws Exception {
    var elected = new CompletableFuture<LeadershipPermit>();
    var listener =
        new LeadershipListener() {
          @Override
          public void elected(LeadershipPermit permit) {
            elected.complete(permit);
          }

          @Override
          public void revoked(RevocationReason reason) {}
        };
    try (StoreConnection store =
            new FolderStoreProvider()
                .connect(Map.of("path", folder.toString()), new SystemTicker());
        LeaderElection election =
            LeaderElection.on(store).of("reports").as("node-1").listener(listener).start()) {
      LeadershipPermit permit = elected.get(30, TimeUnit.SECONDS);

      assertThat(permit.isValid()).isTrue();
      assertThat(election.why()).isNotNull();
    }
  }

  @Test
  void aSettingThatIsWrongIsNamed() {
    assertThatThrownBy(
            () -> new FolderStoreProvider().connect(Map.of("path", "data"), new SystemTicker()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("folder.path: 'data' is not absolute: name the mounted folder");
  }
}
