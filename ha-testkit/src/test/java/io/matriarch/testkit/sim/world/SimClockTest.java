package io.matriarch.testkit.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimClockTest {
  private final World world = new World(1, new Trace(false));
  private final SimClock clock = new SimClock(world, Duration.ofHours(3));

  @Test
  void aFastClockGetsAheadOfTheWorld() {
    MonoTime before = clock.now();
    clock.runAt(1.02);

    world.runUntil(Duration.ofSeconds(100));

    assertThat(clock.now().since(before)).isEqualTo(Duration.ofSeconds(102));
  }

  @Test
  void whatWaitsForAnInstantOfASlowClockDoesNotComeTooEarly() {
    clock.runAt(0.98);
    MonoTime due = clock.now().plus(Duration.ofSeconds(10));

    world.runUntil(clock.until(due));

    assertThat(clock.now().hasReached(due)).isTrue();
    assertThat(world.now()).isGreaterThan(Duration.ofSeconds(10));
  }

  @Test
  void settingTheWallClockLeavesMonotonicTimeAlone() {
    MonoTime before = clock.now();

    clock.setWallError(Duration.ofDays(-400));

    assertThat(clock.now()).isEqualTo(before);
    assertThat(clock.wallClock()).isBefore("2019-01-01T00:00:00Z");
  }
}
