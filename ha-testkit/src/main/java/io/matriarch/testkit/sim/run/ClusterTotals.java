package io.matriarch.testkit.sim.run;

import io.matriarch.testkit.sim.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The sum of all clusters' runs: a campaign of hours cannot keep each of them. Used by one thread
 * at a time.
 */
public final class ClusterTotals {
  private final PairCoverage pairs = new PairCoverage(Fault.values());
  private final List<RunResult> failed = new ArrayList<>();
  private long runs;
  private Duration simulated = Duration.ZERO;
  private Duration processor = Duration.ZERO;
  private Duration longestOverlap = Duration.ZERO;
  private long steps;
  private long acknowledged;
  private long lost;
  private long twinTimelines;

  void add(RunResult run, Duration took) {
    runs++;
    simulated = simulated.plus(run.simulated());
    processor = processor.plus(took);
    if (run.longestOverlap().compareTo(longestOverlap) > 0) {
      longestOverlap = run.longestOverlap();
    }
    steps += run.steps();
    acknowledged += run.acknowledged();
    lost += run.lost();
    twinTimelines += run.twinTimelines();
    pairs.add(run.rows());
    if (run.violation().isPresent()) {
      failed.add(run);
      failed.sort(Comparator.comparingLong(RunResult::seed));
    }
  }

  public long runs() {
    return runs;
  }

  public double hours() {
    return simulated.toMillis() / 3_600_000.0;
  }

  /** Hours of one cluster for each second that a processor worked on it. */
  public double speed() {
    return hours() / Math.max(0.001, processor.toMillis() / 1000.0);
  }

  public Duration longestOverlap() {
    return longestOverlap;
  }

  public long steps() {
    return steps;
  }

  public long acknowledged() {
    return acknowledged;
  }

  public long lost() {
    return lost;
  }

  public long twinTimelines() {
    return twinTimelines;
  }

  PairCoverage pairs() {
    return pairs;
  }

  /** Those that broke something, by seed. */
  public List<RunResult> failed() {
    return List.copyOf(failed);
  }
}
