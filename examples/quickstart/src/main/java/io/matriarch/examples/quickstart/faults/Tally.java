package io.matriarch.examples.quickstart.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/** All outcomes of one fault. For one thread. */
final class Tally {
  static final List<String> HEADER =
      List.of(
          "| Fault | Times | Without a write: median, worst | Two wrote: runs, worst | Lost: median,"
              + " worst | Lost though confirmed | In order after: median, worst | Promise | Kept |",
          "| --- | --- | --- | --- | --- | --- | --- | --- | --- |");

  private final Fault fault;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Set<String> breaches = new LinkedHashSet<>();
  private int broken;

  Tally(Fault fault) {
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  void add(Outcome outcome, List<String> breached) {
    outcomes.add(outcome);
    failed(breached);
  }

  /** A run that came to no outcome is a breach, too. */
  void failed(List<String> breached) {
    broken += breached.isEmpty() ? 0 : 1;
    breaches.addAll(breached);
  }

  /** What was not as promised, each kind once. */
  Set<String> breaches() {
    return breaches;
  }

  /** One outcome as a line. */
  static String line(Outcome outcome) {
    return "no write for %s; two wrote for %s (%d writes); lost %d (%d confirmed); in order after %s"
        .formatted(
            seconds(outcome.silence()),
            seconds(outcome.overlap()),
            outcome.lateWrites(),
            outcome.lost(),
            outcome.confirmed(),
            outcome.healthy().map(Tally::seconds).orElse("never"));
  }

  /**
   * A line of the report's table.
   *
   * @param leash whether a guard outside of the agents watched
   */
  String row(boolean leash) {
    List<Duration> healthy = outcomes.stream().flatMap(o -> o.healthy().stream()).toList();
    return "| `%s` | %d | %s | %s | %s | %d | %s | %s | %s |"
        .formatted(
            fault.name(),
            outcomes.size(),
            times(outcomes.stream().map(Outcome::silence).toList()),
            overlaps(),
            counts(Outcome::lost),
            outcomes.stream().mapToLong(Outcome::confirmed).sum(),
            times(healthy),
            fault.promise().text(),
            kept(leash));
  }

  private String kept(boolean leash) {
    if (broken > 0) {
      return "**no**, %d times".formatted(broken);
    }
    return fault.promise().oneWriter(leash) ? "yes" : "not promised here";
  }

  private String overlaps() {
    List<Outcome> two = outcomes.stream().filter(o -> o.lateWrites() > 0).toList();
    return two.isEmpty()
        ? "none"
        : "%d, %s"
            .formatted(
                two.size(),
                seconds(
                    two.stream()
                        .map(Outcome::overlap)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO)));
  }

  private String counts(ToLongFunction<Outcome> count) {
    long[] sorted = outcomes.stream().mapToLong(count).sorted().toArray();
    return sorted.length == 0
        ? "-"
        : sorted[(sorted.length - 1) / 2] + ", " + sorted[sorted.length - 1];
  }

  private static String times(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.isEmpty()
        ? "-"
        : seconds(sorted.get((sorted.size() - 1) / 2))
            + ", "
            + seconds(sorted.get(sorted.size() - 1));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
  }
}
