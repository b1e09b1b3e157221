package io.matriarch.testkit.policy;

import io.matriarch.core.internal.policy.Clause;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import java.util.List;
import java.util.Optional;

/**
 * Searches all sets of facts for one that satisfies clauses: if none is found, there is none. What
 * the clauses force is derived first, the rest is tried (Davis, Putnam, Logemann and Loveland), so
 * that no set is looked at of which something known already breaks a clause.
 */
final class Situations {
  private static final FactSet NONE = FactSet.EMPTY;

  private final Clause[] clauses;

  private Situations(List<Clause> clauses) {
    this.clauses = clauses.toArray(Clause[]::new);
  }

  static Optional<FactSet> where(List<Clause> clauses) {
    return new Situations(clauses).search(new Known(NONE, NONE));
  }

  /** What has been settled about some of the facts. */
  private record Known(FactSet holding, FactSet missing) {

    Known with(Fact fact, boolean holds) {
      FactSet one = FactSet.of(fact);
      return holds
          ? new Known(holding.union(one), missing)
          : new Known(holding, missing.union(one));
    }

    boolean satisfies(Clause clause) {
      return !holding.hasNone(clause.yes()) || !missing.hasNone(clause.no());
    }

    /** The part of the clause that is not settled. */
    Clause rest(Clause clause) {
      return new Clause(minus(clause.yes(), missing), minus(clause.no(), holding));
    }
  }

  private Optional<FactSet> search(Known known) {
    Optional<Clause> open = Optional.empty();
    for (Clause clause : clauses) {
      if (!known.satisfies(clause)) {
        Clause rest = known.rest(clause);
        if (open.isEmpty() || size(rest) < size(open.get())) {
          open = Optional.of(rest);
        }
      }
    }
    return open.isEmpty() ? Optional.of(known.holding()) : settle(known, open.get());
  }

  /**
   * The smallest clause decides what to look at: an empty one ends it, one of one leaves no choice.
   */
  private Optional<FactSet> settle(Known known, Clause clause) {
    if (size(clause) == 0) {
      return Optional.empty();
    }
    boolean holds = clause.no().equals(NONE);
    Fact fact = (holds ? clause.yes() : clause.no()).toList().get(0);
    Optional<FactSet> found = search(known.with(fact, holds));
    return found.isPresent() || size(clause) == 1 ? found : search(known.with(fact, !holds));
  }

  private static int size(Clause clause) {
    return size(clause.yes()) + size(clause.no());
  }

  private static int size(FactSet facts) {
    return Long.bitCount(facts.low()) + Long.bitCount(facts.high());
  }

  private static FactSet minus(FactSet facts, FactSet without) {
    return new FactSet(facts.low() & ~without.low(), facts.high() & ~without.high());
  }
}
