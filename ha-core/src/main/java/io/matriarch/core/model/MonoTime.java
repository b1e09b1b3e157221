package io.matriarch.core.model;

import java.time.Duration;

/**
 * An instant on this node's monotonic clock. Two values compare only if one {@link Ticker} made
 * them both; a value means nothing to another node.
 *
 * @param nanos nanoseconds since an arbitrary origin
 */
public record MonoTime(long nanos) implements Comparable<MonoTime> {

  /** Earlier than any instant a ticker returns. */
  public static final MonoTime MIN = new MonoTime(Long.MIN_VALUE);

  /** Later than any instant a ticker returns: "no deadline". */
  public static final MonoTime MAX = new MonoTime(Long.MAX_VALUE);

  /** Adding to {@link #MIN} or {@link #MAX} leaves them as they are. */
  public MonoTime plus(Duration duration) {
    return isFinite() ? new MonoTime(nanos + duration.toNanos()) : this;
  }

  public MonoTime minus(Duration duration) {
    return isFinite() ? new MonoTime(nanos - duration.toNanos()) : this;
  }

  /** Time from {@code earlier} to this instant; negative if this one comes first. */
  public Duration since(MonoTime earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  public boolean isBefore(MonoTime other) {
    return nanos < other.nanos;
  }

  public boolean isAfter(MonoTime other) {
    return nanos > other.nanos;
  }

  /** True from the instant {@code deadline} on. */
  public boolean hasReached(MonoTime deadline) {
    return nanos >= deadline.nanos;
  }

  public boolean isFinite() {
    return nanos != Long.MIN_VALUE && nanos != Long.MAX_VALUE;
  }

  public static MonoTime earlier(MonoTime a, MonoTime b) {
    return a.nanos <= b.nanos ? a : b;
  }

  public static MonoTime later(MonoTime a, MonoTime b) {
    return a.nanos >= b.nanos ? a : b;
  }

  @Override
  public int compareTo(MonoTime other) {
    return Long.compare(nanos, other.nanos);
  }

  @Override
  public String toString() {
    return isFinite() ? Duration.ofNanos(nanos).toString() : nanos < 0 ? "never" : "forever";
  }
}
