package io.matriarch.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SystemTickerTest {
  private static final long A_MOMENT = Duration.ofMillis(300).toNanos();

  private final Ticker ticker = new SystemTicker();

  @Test
  void timeNeverGoesBackInAnyThread() {
    AtomicReference<MonoTime> latest = new AtomicReference<>(ticker.now());
    AtomicBoolean wentBack = new AtomicBoolean();
    long end = System.nanoTime() + A_MOMENT;

    IntStream.range(0, 4)
        .parallel()
        .forEach(
            thread -> {
              while (System.nanoTime() < end) {
                MonoTime before = latest.get();
                MonoTime now = ticker.now();
                if (now.isBefore(before)) {
                  wentBack.set(true);
                }
                latest.accumulateAndGet(now, MonoTime::later);
              }
            });

    assertThat(wentBack).isFalse();
  }

  @Test
  void itGoesAsFastAsTheJvmsClock() {
    long jvm = System.nanoTime();
    MonoTime ours = ticker.now();
    while (System.nanoTime() - jvm < A_MOMENT) {
      Thread.onSpinWait();
    }

    Duration passed = ticker.now().since(ours);

    assertThat(passed).isCloseTo(Duration.ofNanos(System.nanoTime() - jvm), Duration.ofMillis(100));
  }
}
