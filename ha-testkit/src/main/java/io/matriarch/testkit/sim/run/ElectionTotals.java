package io.matriarch.testkit.sim.run;

import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.election.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The sum of all runs of elections without data. Used by one thread at a time. */
public final class ElectionTotals {
  private final PairCoverage pairs = new PairCoverage(Trouble.values());
  private final List<ElectionRun.Result> failed = new ArrayList<>();
  private Duration simulated = Duration.ZERO;
  private Duration processor = Duration.ZERO;
  private long steps;
  private long elections;
  private long participants;

  void add(ElectionRun.Result run, Duration took) {
    simulated = simulated.plus(run.simulated());
    processor = processor.plus(took);
    steps += run.steps();
    elections += run.elections();
    participants += run.swarm().participants();
    pairs.add(run.rows());
    if (run.violation().isPresent()) {
      failed.add(run);
      failed.sort(Comparator.comparingLong(ElectionRun.Result::seed));
    }
  }

  public double hours() {
    return simulated.toMillis() / 3_600_000.0;
  }

  /** Hours of one election for each second that a processor worked on it. */
  public double speed() {
    return hours() / Math.max(0.001, processor.toMillis() / 1000.0);
  }

  public long steps() {
    return steps;
  }

  public long elections() {
    return elections;
  }

  public long participants() {
    return participants;
  }

  PairCoverage pairs() {
    return pairs;
  }

  /** Those that broke something, by seed. */
  public List<ElectionRun.Result> failed() {
    return List.copyOf(failed);
  }
}
