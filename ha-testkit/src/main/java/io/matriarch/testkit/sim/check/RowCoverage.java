package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.rules.RuleTable;
import io.matriarch.testkit.sim.node.SimNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which rows of the rule table decided, and how often. */
public final class RowCoverage implements Checker {
  private final Map<String, Long> fired = new TreeMap<>();

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    if (step.next().decidedAt().equals(step.next().now())) {
      step.next()
          .decision()
          .ifPresent(decision -> fired.merge(decision.rule().id(), 1L, Long::sum));
    }
  }

  public Map<String, Long> fired() {
    return Map.copyOf(fired);
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
