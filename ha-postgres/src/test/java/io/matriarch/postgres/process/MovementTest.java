package io.matriarch.postgres.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.postgres.process.Movement.Sign;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MovementTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HandTicker ticker = new HandTicker();

  private static final class HandTicker implements Ticker {
    private MonoTime now = new MonoTime(0);

    @Override
    public MonoTime now() {
      return now;
    }

    @Override
    public Instant wallClock() {
      return Instant.EPOCH;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  @Test
  void whateverItSaysGivesItTimeAgain() {
    Movement movement = new Movement(Sign.OUTPUT, PATIENCE, ticker);
    for (int i = 0; i < 100; i++) {
      ticker.pass(PATIENCE.minusSeconds(1));
      assertThat(movement.isOver(ProcessHandle.current())).isFalse();
      movement.says("1/100 kB (1%)");
    }

    ticker.pass(PATIENCE);

    assertThat(movement.isOver(ProcessHandle.current())).isTrue();
    assertThat(movement.complaint()).isEqualTo("got no further for 5 min and was killed");
  }

  @Test
  void stepsThatSayNothingHaveTwelveTimesTheTime() {
    Movement movement = new Movement(Sign.OUTPUT, PATIENCE, ticker);
    movement.says("pg_basebackup: syncing data to disk ...");

    ticker.pass(Duration.ofMinutes(59));
    assertThat(movement.isOver(ProcessHandle.current())).isFalse();
    ticker.pass(Duration.ofMinutes(1));
    assertThat(movement.isOver(ProcessHandle.current())).isTrue();
  }

  @Test
  void workThatCanBeSeenCountsAsWell() throws Exception {
    Movement movement = new Movement(Sign.WORK, PATIENCE, ticker);
    // This very process reads while it looks at itself.
    for (int i = 0; i < 3; i++) {
      ticker.pass(PATIENCE);
      assertThat(movement.isOver(ProcessHandle.current())).isFalse();
    }
  }
}
