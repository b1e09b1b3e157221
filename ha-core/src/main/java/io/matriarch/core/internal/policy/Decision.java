package io.matriarch.core.internal.policy;

import java.util.List;

/**
 * What was decided and on which grounds.
 *
 * @param rule the row that matched
 * @param facts all facts that held
 * @param looked the sections whose rows were looked at, in order; the row is in the last one
 * @param verdict why this node may or may not become leader, if it was judged
 */
public record Decision(
    Rule rule, Plan plan, FactSet facts, List<Section> looked, List<String> verdict) {
  public Decision {
    looked = List.copyOf(looked);
    verdict = List.copyOf(verdict);
  }

  /** Ids of the rows that were looked at before the one that matched, in order. */
  public List<String> tried() {
    return looked.stream()
        .flatMap(section -> section.rows().stream())
        .takeWhile(row -> row != rule)
        .map(Rule::id)
        .toList();
  }
}
