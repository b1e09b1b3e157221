package io.matriarch.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceReportBuilderTest {

  @Test
  void aResourceSaysOnlyWhatItHas() {
    ResourceReport report =
        ResourceReport.builder(DataState.PRESENT, RunPhase.RUNNING, Role.PRIMARY)
            .position(new Position(3, 42))
            .build();

    assertThat(report.position()).contains(new Position(3, 42));
    assertThat(report.streaming()).isFalse();
    assertThat(report.realignPossible()).isFalse();
    assertThat(report.version()).isEmpty();
    assertThat(report.slots()).isEmpty();
  }

  @Test
  void onlyDataThatIsThereHasAnIdentity() {
    assertThat(identity(DataState.PRESENT)).contains(ResourceReportBuilder.NO_IDENTITY);
    assertThat(identity(DataState.EMPTY)).isEmpty();
    assertThat(identity(DataState.INACCESSIBLE)).isEmpty();
  }

  @Test
  void aLiveStreamIsSeenAsSuchByTheOthers() {
    ResourceReport live = following(true);
    ResourceReport waiting = following(false);

    assertThat(live.sourceAddress()).contains("10.0.0.1:7000");
    assertThat(live.replicationState()).contains("streaming");
    assertThat(waiting.sourceAddress()).contains("10.0.0.1:7000");
    assertThat(waiting.replicationState()).isEmpty();
  }

  private static Optional<String> identity(DataState data) {
    return ResourceReport.builder(data, RunPhase.STOPPED, Role.REPLICA).build().systemId();
  }

  private static ResourceReport following(boolean live) {
    return ResourceReport.builder(DataState.PRESENT, RunPhase.RUNNING, Role.REPLICA)
        .following("10.0.0.1:7000", live)
        .build();
  }
}
