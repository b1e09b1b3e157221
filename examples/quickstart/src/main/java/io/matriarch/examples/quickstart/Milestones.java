package io.matriarch.examples.quickstart;

import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.LeaderEvents;
import io.matriarch.examples.quickstart.cluster.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happened after a crash: told by the store's watch, the survivors' logs and the writer, not
 * by this program's opinion.
 */
final class Milestones {
  private static final String SURVEY = "[600.60]";
  private static final String CLAIM = "[600.70]";
  private static final String LEASE = "acquired session lock as a leader";
  private static final String PROMOTE = "task begun: promote";
  private static final String DONE = "task done";

  private final Instant crash;
  private final List<Milestone> found = new ArrayList<>();

  Milestones(Instant crash) {
    this.crash = crash;
  }

  /** In order of time. */
  List<Milestone> inOrder() {
    return found.stream().sorted(Comparator.comparing(Milestone::after)).toList();
  }

  void add(Duration after, String text) {
    found.add(new Milestone(after, text));
  }

  void store(LeaderEvents events) {
    events.deletedAfter(crash).ifPresent(at -> add(at, "lease expired: the leader key is gone"));
  }

  void replica(DemoNode node) {
    List<LogLine> log = since(node);
    first(log, SURVEY, 0)
        .ifPresent(i -> add(log.get(i).at(), "survey: " + node.name() + " asks the others"));
    first(log, CLAIM, 0)
        .ifPresent(i -> add(log.get(i).at(), "claim: " + node.name() + " finds nobody ahead"));
    first(log, LEASE, 0)
        .ifPresent(i -> add(log.get(i).at(), "lease held: " + node.name() + " is the leader"));
    first(log, PROMOTE, 0)
        .flatMap(begun -> first(log, DONE, begun))
        .ifPresent(i -> add(log.get(i).at(), "promoted: " + node.name() + " is writable"));
  }

  private void add(Instant at, String text) {
    add(Duration.between(crash, at), text);
  }

  private List<LogLine> since(DemoNode node) {
    return node.log().stream().filter(line -> !line.at().isBefore(crash)).toList();
  }

  private static Optional<Integer> first(List<LogLine> log, String text, int from) {
    for (int i = from; i < log.size(); i++) {
      if (log.get(i).text().contains(text)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
