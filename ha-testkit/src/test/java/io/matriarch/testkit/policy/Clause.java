package io.matriarch.testkit.policy;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is true of every situation: one of some facts holds, or one of others does not.
 *
 * @param yes facts of which one may hold
 * @param no facts of which one may be missing
 */
record Clause(FactSet yes, FactSet no) {

  static Whenever whenever(Fact... facts) {
    return new Whenever(FactSet.of(facts));
  }

  /** Rows or sections that are known not to match. */
  static Clause notTogether(FactSet required, FactSet forbidden) {
    return new Clause(forbidden, required);
  }

  boolean holdsIn(FactSet facts) {
    return !(facts.hasNone(yes) && facts.hasAll(no));
  }

  FactSet facts() {
    return yes.union(no);
  }

  boolean isBinary() {
    return yes.toList().size() + no.toList().size() == 2;
  }

  /** The condition of implications. */
  record Whenever(FactSet condition) {

    /** All of these hold as well. */
    List<Clause> then(Fact... facts) {
      List<Clause> clauses = new ArrayList<>();
      for (Fact fact : facts) {
        clauses.add(new Clause(FactSet.of(fact), condition));
      }
      return clauses;
    }

    /** None of these holds. */
    List<Clause> neither(Fact... facts) {
      List<Clause> clauses = new ArrayList<>();
      for (Fact fact : facts) {
        clauses.add(new Clause(FactSet.EMPTY, condition.union(FactSet.of(fact))));
      }
      return clauses;
    }

    /** At least one of these holds. */
    List<Clause> oneOf(Fact... facts) {
      return List.of(new Clause(FactSet.of(facts), condition));
    }
  }
}
