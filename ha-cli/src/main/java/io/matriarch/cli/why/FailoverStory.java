package io.matriarch.cli.why;

import io.matriarch.cli.format.Column;
import io.matriarch.cli.format.Format;
import io.matriarch.cli.format.Table;
import io.matriarch.cli.format.TableText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last change of leader, told by all nodes together. Nodes are put in order by their wall
 * clocks, which is as good as these agree; within one node its own milliseconds count.
 */
public final class FailoverStory {

  /** Accounts of one change lie no further apart: a dead leader tells before its lease ends. */
  private static final Duration SAME_CHANGE = Duration.ofMinutes(2);

  private record Moment(String node, Instant at, Map<String, Object> phase) {}

  private final List<NodeAccount> accounts;
  private final List<String> notes = new ArrayList<>();

  private FailoverStory(List<NodeAccount> accounts) {
    this.accounts = accounts;
  }

  public static String render(List<NodeAccount> accounts) {
    return new FailoverStory(accounts).render();
  }

  private String render() {
    Optional<NodeAccount> latest =
        accounts.stream()
            .filter(account -> end(account).isPresent())
            .max(Comparator.comparing(account -> end(account).orElseThrow()));
    if (latest.isEmpty()) {
      accounts.forEach(this::note);
      return String.join("\n", concat(List.of("No node knows of a change of leader"), notes));
    }
    List<Moment> moments =
        accounts.stream()
            .filter(account -> belongs(account, latest.get()))
            .flatMap(account -> moments(account).stream())
            .sorted(Comparator.comparing(Moment::at))
            .toList();
    List<String> lines =
        concat(
            List.of(heading(latest.get()), TableText.render(table(moments), Format.PRETTY, "", "")),
            notes);
    return String.join("\n", lines);
  }

  private static String heading(NodeAccount latest) {
    Map<String, Object> report = latest.failover();
    Object before = report.get("old_leader");
    Object after = report.get("new_leader");
    return "Leadership moved%s%s"
        .formatted(
            before == null ? "" : " from " + before,
            after == null ? ", and nobody leads yet" : " to " + after);
  }

  private boolean belongs(NodeAccount account, NodeAccount latest) {
    boolean same =
        end(account).isPresent()
            && String.valueOf(account.failover().get("new_leader"))
                .equals(String.valueOf(latest.failover().get("new_leader")))
            && Duration.between(end(account).get(), end(latest).orElseThrow())
                    .compareTo(SAME_CHANGE)
                <= 0;
    if (!same) {
      note(account);
    }
    return same;
  }

  private void note(NodeAccount account) {
    notes.add(
        account.node()
            + " "
            + account
                .silence()
                .orElseGet(
                    () ->
                        account.phases().isEmpty()
                            ? "knows of no change of leader"
                            : "tells of an earlier one"));
  }

  private static Table table(List<Moment> moments) {
    List<List<Object>> rows = new ArrayList<>();
    Instant first = moments.get(0).at();
    Instant before = first;
    for (Moment moment : moments) {
      rows.add(
          List.of(
              WallClock.millis(moment.phase().get("at")),
              Duration.between(first, moment.at()).toMillis(),
              Duration.between(before, moment.at()).toMillis(),
              moment.node(),
              String.valueOf(moment.phase().get("phase")).replace('_', ' '),
              String.valueOf(moment.phase().get("text"))));
      before = moment.at();
    }
    return new Table(
        List.of(
            Column.left("Time"),
            Column.right("ms"),
            Column.right("+ms"),
            Column.left("Node"),
            Column.left("Phase"),
            Column.left("What")),
        rows);
  }

  private static List<Moment> moments(NodeAccount account) {
    List<Moment> moments = new ArrayList<>();
    for (Map<String, Object> phase : account.phases()) {
      WallClock.instant(phase.get("at"))
          .ifPresent(at -> moments.add(new Moment(account.node(), at, phase)));
    }
    return moments;
  }

  private static Optional<Instant> end(NodeAccount account) {
    return moments(account).stream().map(Moment::at).max(Comparator.naturalOrder());
  }

  private static List<String> concat(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
