package io.matriarch.testkit.sim;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.planted.StrengthReport;
import io.matriarch.testkit.sim.replay.Replay;
import io.matriarch.testkit.sim.run.Campaign;
import io.matriarch.testkit.sim.run.Report;
import io.matriarch.testkit.sim.run.RunResult;
import io.matriarch.testkit.sim.run.SeedRun;
import io.matriarch.testkit.sim.run.TracedRun;
import io.matriarch.testkit.sim.shrink.CaseFile;
import io.matriarch.testkit.sim.shrink.CaseKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Runs seeds from the command line; see {@link SimOptions}. */
public final class SimMain {
  private static final int SOME_LINES = 400;

  private SimMain() {}

  public static void main(String[] args) {
    int failures;
    try {
      failures = run(SimOptions.parse(args));
    } catch (NoSuchFileException e) {
      System.err.println("there is no file " + e.getFile());
      failures = 1;
    } catch (IllegalArgumentException | IOException e) {
      System.err.println(e.getMessage());
      failures = 1;
    }
    if (failures > 0) {
      System.exit(1);
    }
  }

  /** How much failed. */
  private static int run(SimOptions options) throws IOException {
    if (options.replayed().isPresent()) {
      return runCase(options.replayed().get(), options);
    }
    if (options.recording().isPresent()) {
      return replay(options.recording().get());
    }
    if (options.report().isPresent()) {
      return report(options.report().get(), options);
    }
    return campaign(options);
  }

  private static int campaign(SimOptions options) throws IOException {
    Report report =
        new Campaign(HaMachine::standard, options.threads(), options.failures())
            .run(options.firstSeed(), options.endSeed(), options.budget());
    System.out.print(report.text() + "\n" + report.pairs() + "\n");
    CaseKeeper keeper = new CaseKeeper(options.cases(), HaMachine::standard);
    for (RunResult failed : report.failed()) {
      System.out.print(Report.failure(aloud(failed.seed()), options.lines(SOME_LINES)));
      tellOf(keeper.keep(failed));
    }
    if (report.failed().isEmpty() && options.alone()) {
      System.out.print(Report.trace(aloud(options.firstSeed()), options.lines(0)));
    }
    for (ElectionRun.Result failed : report.failedElections()) {
      ElectionRun.Result again = ElectionRun.aloud(failed.seed(), HaMachine.standard());
      System.out.print(Report.failure(again, options.lines(SOME_LINES)));
      tellOf(keeper.keep(failed));
    }
    return report.failed().size() + report.failedElections().size();
  }

  private static void tellOf(Path kept) {
    System.out.println("  smaller: " + kept + ", to be run with ./verify --case " + kept);
  }

  private static RunResult aloud(long seed) {
    return SeedRun.aloud(seed, HaMachine.standard());
  }

  private static int replay(Path file) throws IOException {
    Replay replay = Replay.of(Files.readAllLines(file), HaMachine.standard());
    System.out.println(replay.text());
    return replay.difference().isPresent() ? 1 : 0;
  }

  private static int runCase(Path file, SimOptions options) throws IOException {
    TracedRun run =
        CaseFile.read(file.toString(), Files.readString(file)).run(HaMachine.standard());
    System.out.print(Report.trace(run, options.lines(SOME_LINES)));
    System.out.println(
        run.violation()
            .map(found -> "FAILED " + file + ": " + found)
            .orElse(file + ": nothing is wrong"));
    return run.violation().isPresent() ? 1 : 0;
  }

  private static int report(Path file, SimOptions options) throws IOException {
    StrengthReport report =
        StrengthReport.of(options.threads(), options.budgetOr(Duration.ofMinutes(1)));
    Files.writeString(file, report.text());
    System.out.println(report.summary() + "; see " + file);
    return report.failures();
  }
}
