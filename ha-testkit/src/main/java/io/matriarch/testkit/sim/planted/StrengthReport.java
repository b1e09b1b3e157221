package io.matriarch.testkit.sim.planted;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.testkit.sim.check.RowCoverage;
import io.matriarch.testkit.sim.run.Campaign;
import io.matriarch.testkit.sim.run.Report;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the simulator can do: how soon it finds each planted bug, and how far it comes in a while
 * without one.
 *
 * @param hunts one for each bug
 * @param sound seeds of the machine without a bug
 */
public record StrengthReport(List<PlantedHunt.Outcome> hunts, Report sound) {
  private static final long SEEDS = 400;

  /** A long run is to say how often something breaks, not only that it does. */
  private static final int MOST_FAILURES = 20;

  public StrengthReport {
    hunts = List.copyOf(hunts);
  }

  /** Hunts first, then runs seeds for that long. */
  public static StrengthReport of(int threads, Duration budget) {
    List<PlantedHunt.Outcome> hunts =
        PlantedBugs.all().stream().map(bug -> PlantedHunt.hunt(bug, SEEDS)).toList();
    return new StrengthReport(
        hunts,
        new Campaign(HaMachine::standard, threads, MOST_FAILURES).run(1, Long.MAX_VALUE, budget));
  }

  /** Bugs that were not found, and seeds that broke something without one. */
  public int failures() {
    return (int) (hunts.size() - found()) + sound.failed().size() + sound.failedElections().size();
  }

  private long found() {
    return hunts.stream().filter(PlantedHunt.Outcome::found).count();
  }

  public String summary() {
    return String.format(
        Locale.ROOT,
        "%d of %d planted bugs found; %.1f cluster-hours without any, %d violations",
        found(),
        hunts.size(),
        sound.clusterHours(),
        sound.failed().size() + sound.failedElections().size());
  }

  /** A page of documentation. */
  public String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (PlantedHunt.Outcome hunt : hunts) {
      page.append(row(hunt));
    }
    page.append("\n## Without a planted bug\n\n```text\n").append(sound.text()).append("```\n\n");
    page.append(broken());
    List<Rule> silent = RowCoverage.without(sound.rows());
    page.append(silent.size())
        .append(" of ")
        .append(RowCoverage.allRows().size())
        .append(" rows decided nothing in that time. Each of them has a scenario of its own.\n\n");
    silent.forEach(
        row -> page.append("- ").append(row.id()).append(": ").append(row.title()).append('\n'));
    page.append("\n## Rows and faults\n\n").append(sound.pairs());
    return page.toString();
  }

  private String broken() {
    String seeds =
        Stream.concat(
                sound.failed().stream()
                    .map(run -> "- seed " + run.seed() + ": " + run.violation().orElseThrow()),
                sound.failedElections().stream()
                    .map(run -> "- election " + run.seed() + ": " + run.violation().orElseThrow()))
            .collect(Collectors.joining("\n"));
    return (seeds.isEmpty() ? "No seed broke an invariant." : "An invariant broke:\n\n" + seeds)
        + "\n\n";
  }

  private static String row(PlantedHunt.Outcome hunt) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %d | %.1f |\n",
        hunt.bug().title(),
        hunt.bug().arena() == PlantedBug.Arena.CLUSTER ? "cluster" : "election",
        hunt.found() ? hunt.violation().orElseThrow().invariant() : "not found",
        hunt.seed(),
        hunt.simulated().toMillis() / 3_600_000.0);
  }

  private static final String HEAD =
      """
      # What the simulator finds

      Written by `./verify --planted`. The rule table and the machine run in simulated clusters, whose
      hosts, servers, networks, clocks and operators fail in every way that the fault list knows. To see
      whether that finds anything, bugs are planted, one at a time, and seeds are run from 1 on until an
      invariant breaks. Seeds and hours are the same on every machine, the speed is not. What breaks one, in
      a cluster or in an election, `./verify --seed N` shrinks to a file of a few faults, and
      `./verify --case FILE` shows it again.

      ## Planted bugs

      | bug | in | broken invariant | seeds | simulated hours |
      | --- | --- | --- | ---: | ---: |
      """;
}
