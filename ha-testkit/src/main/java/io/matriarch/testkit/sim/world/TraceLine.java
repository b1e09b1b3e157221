package io.matriarch.testkit.sim.world;

/**
 * One event of a trace.
 *
 * @param worldNanos when
 * @param column which node it happened to, counted from zero, or {@link #WORLD}
 * @param text what happened
 */
public record TraceLine(long worldNanos, int column, String text) {
  /** The column of what happens to no node in particular. */
  public static final int WORLD = -1;
}
