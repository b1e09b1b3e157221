package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.model.MonoTime;

/** Facts about elections without data. */
public final class StatelessFacts implements FactFinder {

  @Override
  public FactSet find(Situation s) {
    NodeState state = s.state();
    return FactSet.found()
        .with(Fact.STATELESS, state.stateless())
        .with(Fact.ELECTION_PAUSED, state.stateless() && state.config().paused())
        .with(Fact.ELECTED_LATELY, electedLately(s))
        .with(Fact.TERM_SPENT, termSpent(s))
        .with(Fact.STEP_DOWN_ORDERED, state.desk().stepDown())
        .toSet();
  }

  private static boolean electedLately(Situation s) {
    return s.state()
        .election()
        .flatMap(
            policy ->
                s.state()
                    .memory()
                    .lastElection()
                    .map(last -> last.at().plus(policy.minimumBetween())))
        .filter((MonoTime end) -> s.now().isBefore(end))
        .isPresent();
  }

  /** Each leadership has a term of its own: what ended is not begun again under the same one. */
  private static boolean termSpent(Situation s) {
    NodeState state = s.state();
    return state.stateless()
        && !ResourceFacts.mayBeWritable(state)
        && s.lease()
            .map(held -> held.token().term())
            .filter(
                term ->
                    state.desk().stepDown()
                        || state.memory().ledTerm().filter(term::equals).isPresent())
            .isPresent();
  }
}
