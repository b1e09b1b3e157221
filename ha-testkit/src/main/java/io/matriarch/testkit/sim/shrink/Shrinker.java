package io.matriarch.testkit.sim.shrink;

import io.matriarch.testkit.sim.check.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Makes a failing case smaller, step by step, as long as that helps. What is left breaks the same
 * invariant, though perhaps in another way.
 */
final class Shrinker<C> {
  private final Function<C, Optional<Violation>> run;
  private final List<Step<C>> steps;
  private final int mostRuns;
  private String invariant = "";
  private int runs;

  /** One way to make a case smaller. */
  interface Step<C> {
    /** The case itself if nothing smaller fails. */
    C smaller(C present, Predicate<C> fails);

    /** A change that is kept if the case fails all the same. */
    static <C> Step<C> attempt(UnaryOperator<C> change) {
      return (present, fails) -> {
        C changed = change.apply(present);
        return !changed.equals(present) && fails.test(changed) ? changed : present;
      };
    }
  }

  /**
   * @param run what a case breaks
   * @param mostRuns after so many the case stays as small as it is by then
   */
  Shrinker(Function<C, Optional<Violation>> run, List<Step<C>> steps, int mostRuns) {
    this.run = run;
    this.steps = List.copyOf(steps);
    this.mostRuns = mostRuns;
  }

  /** The smallest found; the case itself if it breaks nothing. */
  C shrink(C failing) {
    Optional<Violation> violation = violation(failing);
    if (violation.isEmpty()) {
      return failing;
    }
    invariant = violation.get().invariant();
    C before;
    C smaller = failing;
    do {
      before = smaller;
      for (Step<C> step : steps) {
        smaller = step.smaller(smaller, this::fails);
      }
    } while (!smaller.equals(before) && runs < mostRuns);
    return smaller;
  }

  /** How many runs that took. */
  int runs() {
    return runs;
  }

  private Optional<Violation> violation(C candidate) {
    runs++;
    return run.apply(candidate);
  }

  private boolean fails(C candidate) {
    return runs < mostRuns
        && violation(candidate).filter(found -> found.invariant().equals(invariant)).isPresent();
  }
}
