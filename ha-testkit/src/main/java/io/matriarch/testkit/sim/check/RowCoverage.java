package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.rules.RuleTable;
import io.matriarch.testkit.sim.node.SimNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which rows of the rule table decided, how often, and under which kinds of faults. */
public final class RowCoverage implements Checker {
  private final Unrest unrest;
  private final Map<String, Count> counts = new HashMap<>();

  private static final class Count {
    private long decided;
    private long met;
  }

  public RowCoverage(Unrest unrest) {
    this.unrest = unrest;
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    count(step);
  }

  /** For worlds that have no such nodes. */
  public void count(Step step) {
    if (step.next().decidedAt().equals(step.next().now()) && step.next().decision().isPresent()) {
      Count count =
          counts.computeIfAbsent(step.next().decision().get().rule().id(), id -> new Count());
      count.decided++;
      count.met |= unrest.bits();
    }
  }

  public Map<String, Tally> rows() {
    Map<String, Tally> rows = new TreeMap<>();
    counts.forEach((id, count) -> rows.put(id, new Tally(count.decided, count.met)));
    return rows;
  }

  /** All rows there are, in the table's order. */
  public static List<String> allRows() {
    return table().map(Rule::id).toList();
  }

  /** Rows that are not among those, in the table's order. */
  public static List<Rule> without(Set<String> ids) {
    return table().filter(row -> !ids.contains(row.id())).toList();
  }

  private static Stream<Rule> table() {
    return Stream.concat(
        RuleTable.FENCING.rows().stream(),
        RuleTable.SECTIONS.stream().flatMap(section -> section.rows().stream()));
  }
}
