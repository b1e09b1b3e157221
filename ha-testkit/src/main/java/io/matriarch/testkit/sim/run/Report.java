package io.matriarch.testkit.sim.run;

import io.matriarch.testkit.sim.check.RowCoverage;
import io.matriarch.testkit.sim.election.ElectionRun;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a campaign found.
 *
 * @param clusters of all seeds
 * @param elections without data of all seeds
 * @param took wall-clock time
 * @param threads worlds at a time
 */
public record Report(ClusterTotals clusters, ElectionTotals elections, Duration took, int threads) {

  /** The failed runs. */
  public List<RunResult> failed() {
    return clusters.failed();
  }

  /** The failed elections. */
  public List<ElectionRun.Result> failedElections() {
    return elections.failed();
  }

  public double clusterHours() {
    return clusters.hours();
  }

  /** The rows that decided something. */
  public Set<String> rows() {
    Set<String> rows = new TreeSet<>(clusters.pairs().rows());
    rows.addAll(elections.pairs().rows());
    return rows;
  }

  /** A summary in some lines. */
  public String text() {
    Set<String> fired = rows();
    List<String> silent =
        RowCoverage.allRows().stream().filter(row -> !fired.contains(row)).toList();
    double hours = clusters.hours();
    return line("simulator: %d seeds, %.1f simulated cluster-hours", clusters.runs(), hours)
        + line(
            "  %.1f cluster-hours per second on %d threads, beside the elections;"
                + " %.1f for each second that a processor worked on clusters; %d events",
            hours / Math.max(0.001, took.toMillis() / 1000.0),
            threads,
            clusters.speed(),
            clusters.steps())
        + line(
            "  %d rows of the rule table decided; silent: %s",
            fired.size(), silent.isEmpty() ? "none" : String.join(" ", silent))
        + line(
            "  seen together of all pairs of these rows and a kind of fault: %s in clusters,"
                + " %s in elections",
            share(clusters.pairs()), share(elections.pairs()))
        + line(
            "  longest overlap of two primaries where no guard was promised: %.1f s",
            clusters.longestOverlap().toMillis() / 1000.0)
        + line(
            "  %d acknowledged commits, %d lost within what asynchronous replication allows;"
                + " %d timelines created twice",
            clusters.acknowledged(), clusters.lost(), clusters.twinTimelines())
        + line(
            "  %d elections without data in %.1f hours of %d participants; %.1f hours for each"
                + " second of a processor; %d events",
            elections.elections(),
            elections.hours(),
            elections.participants(),
            elections.speed(),
            elections.steps());
  }

  /** Rows and kinds of faults that never met, in clusters and in elections. */
  public String pairs() {
    return PairCoverage.TOGETHER
        + "\n\nIn clusters:\n\n"
        + clusters.pairs().table()
        + "\nIn elections without data:\n\n"
        + elections.pairs().table();
  }

  private static String share(PairCoverage pairs) {
    return pairs.seen() + " of " + pairs.all();
  }

  /** A failed election with the end of its trace and how to see it again. */
  public static String failure(ElectionRun.Result run, int lines) {
    return trace(run, lines)
        + line("FAILED election of seed %d: %s", run.seed(), run.violation().orElseThrow())
        + line("  make-up: %s", run.swarm().summary())
        + line("  again:   ./verify --seed %d", run.seed());
  }

  /** A failed run with the end of its trace and how to see it again. */
  public static String failure(RunResult run, int lines) {
    return trace(run, lines)
        + line("FAILED seed %d: %s", run.seed(), run.violation().orElseThrow())
        + line("  make-up: %s", run.swarm().summary())
        + line("  again:   ./verify --seed %d", run.seed());
  }

  /** The end of a run's trace. */
  public static String trace(TracedRun run, int lines) {
    List<String> all = TracePrinter.lines(run.trace(), run.columns()).toList();
    Stream<String> last = all.stream().skip(Math.max(0, all.size() - lines));
    return last.map(text -> text + "\n").collect(Collectors.joining());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
