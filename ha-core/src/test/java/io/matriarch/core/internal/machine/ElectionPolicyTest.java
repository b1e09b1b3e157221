package io.matriarch.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.config.Timing;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ElectionPolicyTest {
  private static final Duration RARELY = Duration.ofHours(1);

  private static Duration kept(int seconds, Duration interval) {
    StoreTraits store = new StoreTraits("some", ExpirySide.SERVER, interval);
    return ElectionPolicy.of(Duration.ofSeconds(seconds), Duration.ZERO)
        .keptBy(store)
        .timing()
        .ttl();
  }

  @Test
  void aStoreThatAsksForRenewalsGetsATtlInWhichThereAreEnough() {
    assertThat(kept(2, Duration.ofSeconds(2))).hasSeconds(10);
    assertThat(kept(9, Duration.ofSeconds(2))).hasSeconds(10);
  }

  @Test
  void aLongTtlAndAStoreThatDoesNotAskStayAsTheyAre() {
    assertThat(kept(20, Duration.ofSeconds(2))).hasSeconds(20);
    assertThat(kept(2, RARELY)).hasSeconds(2);
  }

  @Test
  void whereObserversJudgeTheyLookAsOftenAsALeaderRenews() {
    ElectionPolicy policy = ElectionPolicy.of(Duration.ofSeconds(10), Duration.ZERO);
    Timing observers = policy.keptBy(new StoreTraits("some", ExpirySide.OBSERVER, RARELY)).timing();
    Timing others = policy.keptBy(new StoreTraits("some", ExpirySide.SERVER, RARELY)).timing();

    assertThat(observers.loopWait()).hasMillis(2500);
    assertThat(observers.ttl()).isEqualTo(others.ttl());
    assertThat(others.loopWait()).hasSeconds(10);
  }

  @Test
  void theFasterTheStoreTheShorterTheTtlThatItKeeps() {
    assertThat(kept(2, Duration.ofMillis(500))).hasSeconds(3);
    assertThat(kept(2, Duration.ofMillis(750))).hasSeconds(4);
    assertThat(kept(2, Duration.ofSeconds(1))).hasSeconds(5);
    assertThat(kept(2, Duration.ofSeconds(4))).hasSeconds(20);
  }
}
