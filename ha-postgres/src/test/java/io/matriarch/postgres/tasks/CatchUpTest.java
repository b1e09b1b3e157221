package io.matriarch.postgres.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private static final long FAR = 100 * CatchUp.NEAR_BYTES;

  private MonoTime now = new MonoTime(0);
  private final CatchUp catchUp =
      new CatchUp(
          new Ticker() {
            @Override
            public MonoTime now() {
              return now;
            }

            @Override
            public Instant wallClock() {
              return Instant.EPOCH;
            }
          });

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void nobodyIsWaitedForIfNobodyStreamsOrAllAreNear() {
    assertThat(catchUp.isOver(Map.of())).isTrue();
    assertThat(catchUp.isOver(Map.of("1", CatchUp.NEAR_BYTES, "2", 0L))).isTrue();
  }

  @Test
  void whoComesNearerIsWaitedForHoweverLongItTakes() {
    for (long behind = FAR; behind > CatchUp.NEAR_BYTES; behind -= CatchUp.NEAR_BYTES) {
      assertThat(catchUp.isOver(Map.of("1", behind, "2", 0L))).isFalse();
      pass(CatchUp.PATIENCE.minusMillis(1));
    }
    assertThat(catchUp.isOver(Map.of("1", CatchUp.NEAR_BYTES, "2", 0L))).isTrue();
  }

  @Test
  void whoComesNoNearerIsNotWaitedFor() {
    assertThat(catchUp.isOver(Map.of("1", FAR))).isFalse();
    pass(CatchUp.PATIENCE.minusMillis(1));
    assertThat(catchUp.isOver(Map.of("1", FAR + 1))).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(catchUp.isOver(Map.of("1", FAR))).isTrue();
  }
}
