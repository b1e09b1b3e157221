package io.matriarch.testkit.sim.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happened, as a hash always and as text on demand. A quiet run costs no text at all; a failed
 * seed is run again aloud.
 */
public final class Trace {
  private static final int KEPT_LINES = 20_000;
  private static final long PRIME = 0x0000_0100_0000_01B3L;

  private final boolean aloud;
  private final Deque<TraceLine> lines = new ArrayDeque<>();
  private long hash = 0xCBF2_9CE4_8422_2325L;
  private long count;

  public Trace(boolean aloud) {
    this.aloud = aloud;
  }

  /**
   * @param column which node, or {@link TraceLine#WORLD}
   * @param kind a constant word
   * @param detail a number that characterises the event
   * @param text evaluated only if somebody will read it
   */
  void add(long worldNanos, int column, String kind, long detail, Supplier<String> text) {
    mix(worldNanos);
    mix(column);
    mix(kind.hashCode());
    mix(detail);
    count++;
    if (aloud) {
      lines.addLast(new TraceLine(worldNanos, column, kind + " " + text.get()));
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
  }

  private void mix(long value) {
    hash = (hash ^ value) * PRIME;
    hash ^= hash >>> 29;
  }

  /** Two runs with the same hash took the same course. */
  public long hash() {
    return hash;
  }

  /** How many events there were. */
  public long count() {
    return count;
  }

  /** The last lines, oldest first; empty in a quiet run. */
  public List<TraceLine> lines() {
    return List.copyOf(lines);
  }
}
