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

  /**
   * Adding to {@link #MIN} or {@link #MAX} leaves them as they are.
   *
   * @param duration may be negative
   * @return the later instant
   */
  public MonoTime plus(Duration duration) {
    return isFinite() ? new MonoTime(nanos + duration.toNanos()) : this;
  }

  /**
   * As {@link #plus} in the other direction.
   *
   * @param duration may be negative
   * @return the earlier instant
   */
  public MonoTime minus(Duration duration) {
    return isFinite() ? new MonoTime(nanos - duration.toNanos()) : this;
  }

  /**
   * {@return the time from {@code earlier} to this instant; negative if this one comes first}
   *
   * @param earlier an instant of the same clock
   */
  public Duration since(MonoTime earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  /**
   * {@return whether this instant comes first}
   *
   * @param other an instant of the same clock
   */
  public boolean isBefore(MonoTime other) {
    return nanos < other.nanos;
  }

  /**
   * {@return whether this instant comes last}
   *
   * @param other an instant of the same clock
   */
  public boolean isAfter(MonoTime other) {
    return nanos > other.nanos;
  }

  /**
   * {@return true from the instant {@code deadline} on}
   *
   * @param deadline an instant of the same clock
   */
  public boolean hasReached(MonoTime deadline) {
    return nanos >= deadline.nanos;
  }

  /** {@return whether it is neither {@link #MIN} nor {@link #MAX}} */
  public boolean isFinite() {
    return nanos != Long.MIN_VALUE && nanos != Long.MAX_VALUE;
  }

  /**
   * {@return the one that comes first}
   *
   * @param a an instant
   * @param b an instant of the same clock
   */
  public static MonoTime earlier(MonoTime a, MonoTime b) {
    return a.nanos <= b.nanos ? a : b;
  }

  /**
   * {@return the one that comes last}
   *
   * @param a an instant
   * @param b an instant of the same clock
   */
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
