package io.matriarch.testkit.sim.check;

/**
 * What was seen of a row.
 *
 * @param decided how often it decided
 * @param met the kinds of faults that were felt while it did, a bit for each
 */
public record Tally(long decided, long met) {}
