package io.matriarch.core.internal.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that is true of every situation: one of some facts holds, or one of others does not.
 *
 * @param yes facts of which one may hold
 * @param no facts of which one may be missing
 */
public record Clause(FactSet yes, FactSet no) {

  static Whenever whenever(Fact... facts) {
    return new Whenever(FactSet.of(facts));
  }

  public boolean holdsIn(FactSet facts) {
    return !(facts.hasNone(yes) && facts.hasAll(no));
  }

  @Override
  public String toString() {
    return "not " + no.toList() + " without one of " + yes.toList();
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
