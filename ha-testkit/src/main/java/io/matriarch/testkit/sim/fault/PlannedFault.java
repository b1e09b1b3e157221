package io.matriarch.testkit.sim.fault;

import java.time.Duration;

/**
 * One fault of a plan.
 *
 * @param at when it begins, after the disturbance began
 * @param lasts how long
 * @param fault what
 * @param node whom it hits, counted from zero, or {@link #LEADER}
 */
public record PlannedFault(Duration at, Duration lasts, Fault fault, int node) {
  /** Whoever leads when it begins. */
  public static final int LEADER = -1;
}
