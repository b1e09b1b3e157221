package io.matriarch.testkit.tck;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until somebody moves it on. */
public final class ManualTicker implements Ticker {
  private final AtomicLong nanos = new AtomicLong();

  /** Moves it on, unless it has got there already. */
  public void advanceTo(MonoTime time) {
    nanos.accumulateAndGet(time.nanos(), Math::max);
  }

  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public MonoTime now() {
    return new MonoTime(nanos.get());
  }

  @Override
  public Instant wallClock() {
    return Instant.EPOCH.plusNanos(nanos.get());
  }
}
