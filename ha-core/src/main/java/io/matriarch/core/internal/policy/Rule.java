package io.matriarch.core.internal.policy;

import java.util.function.Function;

/**
 * One row of the rule table: required facts, forbidden facts, and the plan to make if they match.
 *
 * @param id section and step, e.g. {@code 700.90}; never reused for something else
 * @param title what the row is for
 * @param required must all hold
 * @param forbidden must not hold, none of them
 * @param plan makes the plan; contains no condition of its own
 */
public record Rule(
    String id, String title, FactSet required, FactSet forbidden, Function<Situation, Plan> plan) {

  public static Row row(String id, String title) {
    return new Row(id, title, FactSet.EMPTY, FactSet.EMPTY);
  }

  public boolean matches(FactSet facts) {
    return facts.hasAll(required) && facts.hasNone(forbidden);
  }

  /** A row without its plan. */
  public record Row(String id, String title, FactSet required, FactSet forbidden) {
    public Row when(Fact... facts) {
      return new Row(id, title, required.union(FactSet.of(facts)), forbidden);
    }

    public Row unless(Fact... facts) {
      return new Row(id, title, required, forbidden.union(FactSet.of(facts)));
    }

    public Rule then(Function<Situation, Plan> plan) {
      return new Rule(id, title, required, forbidden, plan);
    }
  }
}
