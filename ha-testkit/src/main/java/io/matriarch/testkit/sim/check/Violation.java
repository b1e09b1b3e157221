package io.matriarch.testkit.sim.check;

import java.time.Duration;

/**
 * Something that must never happen did.
 *
 * @param invariant its short name, e.g. {@code S1}
 * @param text what happened, in one line
 * @param at when, in the world's time
 */
public record Violation(String invariant, String text, Duration at) {
  @Override
  public String toString() {
    return invariant + " at " + at.toMillis() / 1000.0 + " s: " + text;
  }
}
