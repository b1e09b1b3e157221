package io.matriarch.testkit.sim;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.run.Campaign;
import io.matriarch.testkit.sim.run.Report;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;

/** Runs seeds from the command line; see {@link SimOptions}. */
public final class SimMain {
  private static final int SOME_LINES = 400;

  private SimMain() {}

  public static void main(String[] args) {
    int failures;
    try {
      failures = run(SimOptions.parse(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      failures = 1;
    }
    if (failures > 0) {
      System.exit(1);
    }
  }

  /** How many seeds failed. */
  private static int run(SimOptions options) {
    Report report =
        new Campaign(HaMachine::standard, options.threads(), options.failures())
            .run(options.firstSeed(), options.endSeed(), options.budget());
    System.out.print(report.text());
    for (RunResult failed : report.failed()) {
      System.out.print(Report.failure(aloud(failed.seed()), options.lines(SOME_LINES)));
    }
    if (report.failed().isEmpty() && options.alone()) {
      System.out.print(Report.trace(aloud(options.firstSeed()), options.lines(0)));
    }
    return report.failed().size();
  }

  private static RunResult aloud(long seed) {
    return SeedRun.aloud(seed, HaMachine.standard());
  }
}
