package io.matriarch.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.policy.Clause;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The search agrees with looking at every set of a few facts. */
class SituationsTest {
  private static final int FACTS = 7;
  private static final int FORMULAS = 1000;

  @Test
  void nothingIsOverlookedAndWhatIsFoundIsRight() {
    Random random = new Random(1);
    int impossible = 0;
    for (int i = 0; i < FORMULAS; i++) {
      List<Clause> clauses = clauses(random);

      Optional<FactSet> found = Situations.where(clauses);

      assertThat(found.isPresent()).as(clauses::toString).isEqualTo(possible(clauses));
      assertThat(found.stream()).allMatch(facts -> satisfies(clauses, facts));
      impossible += found.isPresent() ? 0 : 1;
    }
    assertThat(impossible).isBetween(FORMULAS / 5, FORMULAS * 4 / 5);
  }

  private static List<Clause> clauses(Random random) {
    List<Clause> clauses = new ArrayList<>();
    int count = 8 + random.nextInt(24);
    for (int i = 0; i < count; i++) {
      clauses.add(new Clause(some(random), some(random)));
    }
    return clauses;
  }

  /** Each with a chance of a quarter. */
  private static FactSet some(Random random) {
    return facts(random.nextInt() & random.nextInt());
  }

  private static boolean possible(List<Clause> clauses) {
    for (int bits = 0; bits < 1 << FACTS; bits++) {
      if (satisfies(clauses, facts(bits))) {
        return true;
      }
    }
    return false;
  }

  private static boolean satisfies(List<Clause> clauses, FactSet facts) {
    return clauses.stream().allMatch(clause -> clause.holdsIn(facts));
  }

  /** Some from each of the two words of a set. */
  private static FactSet facts(int bits) {
    FactSet facts = FactSet.EMPTY;
    for (int i = 0; i < FACTS; i++) {
      facts = facts.with(Fact.values()[60 + i], (bits & 1 << i) != 0);
    }
    return facts;
  }
}
