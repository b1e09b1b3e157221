package io.matriarch.postgres;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Instant;

/** Real time. */
final class TestTicker implements Ticker {
  static final TestTicker REAL = new TestTicker();

  @Override
  public MonoTime now() {
    return new MonoTime(System.nanoTime());
  }

  @Override
  public Instant wallClock() {
    return Instant.now();
  }
}
