package io.matriarch.testkit.policy;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All implications between two facts that follow from clauses with two facts. */
final class Implications {
  private static final Fact[] FACTS = Fact.values();
  private static final int LITERALS = 2 * FACTS.length;

  /** For each literal (fact, then its negation) the literals that follow. */
  private final BitSet[] follow = new BitSet[LITERALS];

  private Implications() {
    for (int i = 0; i < LITERALS; i++) {
      follow[i] = new BitSet(LITERALS);
      follow[i].set(i);
    }
  }

  static Implications of(List<Clause> clauses) {
    Implications implications = new Implications();
    clauses.stream().filter(Clause::isBinary).forEach(implications::add);
    implications.close();
    return implications;
  }

  private void add(Clause clause) {
    List<Integer> literals = new ArrayList<>();
    clause.yes().toList().forEach(fact -> literals.add(fact.ordinal()));
    clause.no().toList().forEach(fact -> literals.add(not(fact.ordinal())));
    follow[not(literals.get(0))].set(literals.get(1));
    follow[not(literals.get(1))].set(literals.get(0));
  }

  private void close() {
    for (int middle = 0; middle < LITERALS; middle++) {
      for (int from = 0; from < LITERALS; from++) {
        if (follow[from].get(middle)) {
          follow[from].or(follow[middle]);
        }
      }
    }
  }

  private static int not(int literal) {
    return literal < FACTS.length ? literal + FACTS.length : literal - FACTS.length;
  }

  List<Clause> clauses() {
    List<Clause> clauses = new ArrayList<>();
    for (int from = 0; from < LITERALS; from++) {
      for (int to = follow[from].nextSetBit(0); to >= 0; to = follow[from].nextSetBit(to + 1)) {
        if (to != from) {
          clauses.add(either(not(from), to));
        }
      }
    }
    return clauses;
  }

  private static Clause either(int first, int second) {
    FactSet yes = FactSet.EMPTY;
    FactSet no = FactSet.EMPTY;
    for (int literal : new int[] {first, second}) {
      Fact fact = FACTS[literal % FACTS.length];
      yes = yes.with(fact, literal < FACTS.length);
      no = no.with(fact, literal >= FACTS.length);
    }
    return new Clause(yes, no);
  }
}
