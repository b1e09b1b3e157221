package io.matriarch.testkit.policy;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Visits all combinations of some facts that clauses allow. What two-sided implications say by way
 * of facts that are not looked at is kept; other clauses count only if all their facts are looked
 * at, so that rather too many combinations are visited than too few.
 */
final class Combinations {
  private final Fact[] facts;
  private final List<List<Clause>> decidedAt = new ArrayList<>();

  Combinations(FactSet relevant, List<Clause> clauses) {
    facts = relevant.toList().toArray(Fact[]::new);
    for (int i = 0; i < facts.length; i++) {
      decidedAt.add(new ArrayList<>());
    }
    List<Clause> all = new ArrayList<>(Implications.of(clauses).clauses());
    all.addAll(clauses);
    all.stream()
        .distinct()
        .filter(clause -> relevant.hasAll(clause.facts()))
        .forEach(clause -> decidedAt.get(last(clause)).add(clause));
  }

  private int last(Clause clause) {
    for (int i = facts.length - 1; i >= 0; i--) {
      if (clause.facts().has(facts[i])) {
        return i;
      }
    }
    throw new IllegalArgumentException("a clause without facts can never hold");
  }

  void forEach(Consumer<FactSet> visitor) {
    visit(0, FactSet.EMPTY, visitor);
  }

  private void visit(int index, FactSet chosen, Consumer<FactSet> visitor) {
    if (index == facts.length) {
      visitor.accept(chosen);
      return;
    }
    for (boolean holds : new boolean[] {false, true}) {
      FactSet next = chosen.with(facts[index], holds);
      if (allowed(index, next)) {
        visit(index + 1, next, visitor);
      }
    }
  }

  private boolean allowed(int index, FactSet chosen) {
    for (Clause clause : decidedAt.get(index)) {
      if (!clause.holdsIn(chosen)) {
        return false;
      }
    }
    return true;
  }
}
