package io.matriarch.testkit.sim.run;

import io.matriarch.testkit.sim.check.RowCoverage;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.election.Trouble;
import io.matriarch.testkit.sim.fault.Fault;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a campaign found.
 *
 * @param results of all seeds' clusters, by seed
 * @param elections of all seeds' elections without data, by seed
 * @param took wall-clock time
 * @param processor time that its threads had a processor: others may want it, too
 * @param threads worlds at a time
 */
public record Report(
    List<RunResult> results,
    List<ElectionRun.Result> elections,
    Duration took,
    Duration processor,
    int threads) {
  public Report {
    results = List.copyOf(results);
    elections = List.copyOf(elections);
  }

  static Report of(
      List<RunResult> results,
      List<ElectionRun.Result> elections,
      Duration took,
      Duration processor,
      int threads) {
    List<RunResult> ordered =
        results.stream().sorted(Comparator.comparingLong(RunResult::seed)).toList();
    List<ElectionRun.Result> orderedElections =
        elections.stream().sorted(Comparator.comparingLong(ElectionRun.Result::seed)).toList();
    return new Report(ordered, orderedElections, took, processor, threads);
  }

  /** The failed runs. */
  public List<RunResult> failed() {
    return results.stream().filter(run -> run.violation().isPresent()).toList();
  }

  /** The failed elections. */
  public List<ElectionRun.Result> failedElections() {
    return elections.stream().filter(run -> run.violation().isPresent()).toList();
  }

  public double clusterHours() {
    return results.stream().mapToLong(run -> run.simulated().toMillis()).sum() / 3_600_000.0;
  }

  /** The rows that decided something. */
  public Set<String> rows() {
    return Stream.concat(
            results.stream().flatMap(run -> run.rows().keySet().stream()),
            elections.stream().flatMap(run -> run.rows().keySet().stream()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A summary in some lines. */
  public String text() {
    Duration longest =
        results.stream()
            .map(RunResult::longestOverlap)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Set<String> fired = rows();
    List<String> silent =
        RowCoverage.allRows().stream().filter(row -> !fired.contains(row)).toList();
    double hours = clusterHours();
    return line("simulator: %d seeds, %.1f simulated cluster-hours", results.size(), hours)
        + line(
            "  %.1f cluster-hours per second on %d threads, %.1f per second of a processor;"
                + " %d events",
            hours / Math.max(0.001, took.toMillis() / 1000.0),
            threads,
            hours / Math.max(0.001, processor.toMillis() / 1000.0),
            results.stream().mapToLong(RunResult::steps).sum())
        + line(
            "  %d rows of the rule table decided; silent: %s",
            fired.size(), silent.isEmpty() ? "none" : String.join(" ", silent))
        + line(
            "  seen together of all pairs of these rows and a kind of fault: %s in clusters,"
                + " %s in elections",
            share(inClusters()), share(inElections()))
        + line(
            "  longest overlap of two primaries where no guard was promised: %.1f s",
            longest.toMillis() / 1000.0)
        + line(
            "  %d acknowledged commits, %d lost within what asynchronous replication allows;"
                + " %d timelines created twice",
            results.stream().mapToLong(RunResult::acknowledged).sum(),
            results.stream().mapToLong(RunResult::lost).sum(),
            results.stream().mapToInt(RunResult::twinTimelines).sum())
        + line(
            "  %d elections without data in %.1f hours of %d participants",
            elections.stream().mapToInt(ElectionRun.Result::elections).sum(),
            elections.stream().mapToLong(run -> run.simulated().toMillis()).sum() / 3_600_000.0,
            elections.stream().mapToInt(run -> run.swarm().participants()).sum());
  }

  /** Rows and kinds of faults that never met, in clusters and in elections. */
  public String pairs() {
    return PairCoverage.TOGETHER
        + "\n\nIn clusters:\n\n"
        + inClusters().table()
        + "\nIn elections without data:\n\n"
        + inElections().table();
  }

  private PairCoverage inClusters() {
    return PairCoverage.of(Fault.values(), results.stream().map(RunResult::rows));
  }

  private PairCoverage inElections() {
    return PairCoverage.of(Trouble.values(), elections.stream().map(ElectionRun.Result::rows));
  }

  private static String share(PairCoverage pairs) {
    return pairs.seen() + " of " + pairs.all();
  }

  /** A failed run with the end of its trace and how to see it again. */
  public static String failure(RunResult run, int lines) {
    return trace(run, lines)
        + line("FAILED seed %d: %s", run.seed(), run.violation().orElseThrow())
        + line("  make-up: %s", run.swarm().summary())
        + line("  again:   ./verify --seed %d", run.seed());
  }

  /** The end of a run's trace. */
  public static String trace(RunResult run, int lines) {
    List<String> all = TracePrinter.lines(run.trace(), run.swarm().nodes()).toList();
    Stream<String> last = all.stream().skip(Math.max(0, all.size() - lines));
    return last.map(text -> text + "\n").collect(Collectors.joining());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
