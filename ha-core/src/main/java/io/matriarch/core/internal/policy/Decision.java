package io.matriarch.core.internal.policy;

import java.util.List;

/**
 * What was decided and on which grounds.
 *
 * @param rule the row that matched
 * @param facts all facts that held
 * @param tried ids of the rows that were looked at before it, in order
 * @param verdict why this node may or may not become leader, if it was judged
 */
public record Decision(
    Rule rule, Plan plan, FactSet facts, List<String> tried, List<String> verdict) {
  public Decision {
    tried = List.copyOf(tried);
    verdict = List.copyOf(verdict);
  }
}
