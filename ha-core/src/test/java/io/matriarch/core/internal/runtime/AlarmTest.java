package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final MonoTime NEVER_HERE = at(Duration.ofHours(1));

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ManualTicker ticker = new ManualTicker();
  private final Semaphore rung = new Semaphore(0);
  private final Alarm alarm = new Alarm(timer, ticker, rung::release);

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  private static MonoTime at(Duration later) {
    return new MonoTime(0).plus(later);
  }

  private boolean rings() throws InterruptedException {
    return rung.tryAcquire(10, TimeUnit.SECONDS);
  }

  private boolean staysQuiet() throws InterruptedException {
    return !rung.tryAcquire(100, TimeUnit.MILLISECONDS);
  }

  @Test
  void itRingsWhenItIsTimeAndCanBeSetAgain() throws InterruptedException {
    for (int i = 1; i <= 100; i++) {
      alarm.set(at(Duration.ofMillis(1)));
      assertThat(rings()).isTrue();
    }
    assertThat(staysQuiet()).isTrue();
  }

  @Test
  void anEarlierInstantIsKept() throws InterruptedException {
    alarm.set(NEVER_HERE);
    alarm.set(at(Duration.ofMillis(20)));
    alarm.set(NEVER_HERE);

    assertThat(rings()).isTrue();
    assertThat(staysQuiet()).isTrue();
  }

  @Test
  void anInstantThatHasPassedRingsAtOnce() throws InterruptedException {
    ticker.advance(Duration.ofSeconds(5));

    alarm.set(at(Duration.ofSeconds(4)));

    assertThat(rings()).isTrue();
  }

  @Test
  void withoutAnInstantItIsQuiet() throws InterruptedException {
    alarm.set(MonoTime.MAX);
    ticker.advance(Duration.ofDays(1000));
    alarm.check();

    assertThat(staysQuiet()).isTrue();
  }

  @Test
  void aClockThatJumpsAheadIsNoticedWhenItIsChecked() throws InterruptedException {
    alarm.set(NEVER_HERE);
    alarm.check();
    assertThat(staysQuiet()).isTrue();

    ticker.advance(Duration.ofHours(1));
    alarm.check();

    assertThat(rings()).isTrue();
  }

  @Test
  void cancelledItIsQuiet() throws InterruptedException {
    alarm.set(at(Duration.ofMillis(50)));

    alarm.cancel();

    assertThat(staysQuiet()).isTrue();
  }
}
