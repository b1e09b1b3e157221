package io.matriarch.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Versioned;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which claim is this node's right to create the cluster. */
class CreationTest {
  private static final MonoTime WON = new MonoTime(1_000_000_000_000L);

  @Test
  void aReadThatLagsShowsTheClaimThatWasReplaced() {
    Creation creation =
        Creation.takenOver(WON, "1")
            .seenIn(view(Duration.ofMillis(1), "1"))
            .seenIn(view(Duration.ofSeconds(5), "2"));

    assertThat(creation.version()).contains("2");
    assertThat(creation.standsIn(view(Duration.ofSeconds(10), "2"))).isTrue();
    assertThat(creation.standsIn(view(Duration.ofSeconds(10), "1"))).isFalse();
  }

  @Test
  void theFirstClaimThatIsSeenIsItsOwn() {
    Creation creation = Creation.won(WON).seenIn(view(Duration.ofMillis(1), "1"));

    assertThat(creation.version()).contains("1");
    assertThat(creation.standsIn(view(Duration.ofSeconds(5), "2"))).isFalse();
  }

  private static ClusterView view(Duration after, String version) {
    ClusterView empty = ClusterView.empty(WON.plus(after));
    return new ClusterView(
        empty.sentAt(),
        empty.leader(),
        empty.members(),
        empty.config(),
        Optional.of(new Versioned("", version)),
        empty.failover(),
        empty.history(),
        empty.sync(),
        empty.failsafe(),
        empty.status());
  }
}
