package io.matriarch.core.internal.runtime;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so. */
final class ManualTicker implements Ticker {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** How often somebody wanted to know the time. */
  int asked() {
    return asked.get();
  }

  @Override
  public MonoTime now() {
    asked.incrementAndGet();
    return new MonoTime(nanos.get());
  }

  @Override
  public Instant wallClock() {
    return Instant.EPOCH;
  }
}
