package io.matriarch.agent.rest;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.time.Instant;

/** Time that moves only when a test says so. */
final class TestTicker implements Ticker {
  static final MonoTime START = new MonoTime(1_000_000_000_000L);

  private volatile MonoTime now = START;

  void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public MonoTime now() {
    return now;
  }

  @Override
  public Instant wallClock() {
    return Instant.EPOCH;
  }
}
