package io.matriarch.testkit.sim.shrink;

import static io.matriarch.testkit.sim.shrink.Shrinker.Step.attempt;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.election.ElectionRun;
import io.matriarch.testkit.sim.election.ElectionSwarm;
import io.matriarch.testkit.sim.election.ElectionSwarm.Planned;
import io.matriarch.testkit.sim.shrink.Shrinker.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How an election's case is made smaller: fewer troubles, fewer participants, a shorter
 * disturbance, a plain make-up, round times.
 */
final class ElectionSteps {
  private ElectionSteps() {}

  static Shrinker<ElectionCase> shrinker(Supplier<HaMachine> machine, int mostRuns) {
    return new Shrinker<>(
        it -> ElectionRun.quietly(it.seed(), it.swarm(), machine.get()).violation(),
        steps(),
        mostRuns);
  }

  private static List<Step<ElectionCase>> steps() {
    List<Step<ElectionCase>> steps = new ArrayList<>();
    steps.add(ElectionSteps::leastTroubles);
    steps.add(ElectionSteps::fewestParticipants);
    steps.add(attempt(it -> it.disturbance(end(it))));
    for (UnaryOperator<ElectionSwarm> plain : ElectionSwarm.plainer()) {
      steps.add(attempt(it -> it.swarm(plain.apply(it.swarm()))));
    }
    steps.add(ElectionSteps::roundTimes);
    return steps;
  }

  private static ElectionCase leastTroubles(ElectionCase present, Predicate<ElectionCase> fails) {
    return present.troubles(
        DeltaDebugging.least(
            present.swarm().troubles(), less -> fails.test(present.troubles(less))));
  }

  private static ElectionCase fewestParticipants(
      ElectionCase present, Predicate<ElectionCase> fails) {
    ElectionCase smaller = present;
    for (int participants = 1; participants < smaller.swarm().participants(); participants++) {
      int fewer = participants;
      smaller = Step.<ElectionCase>attempt(it -> it.participants(fewer)).smaller(smaller, fails);
    }
    return smaller;
  }

  private static Duration end(ElectionCase present) {
    List<Duration> ends =
        present.swarm().troubles().stream()
            .map(trouble -> trouble.at().plus(trouble.lasts()))
            .toList();
    return Times.afterAll(ends, present.swarm().disturbance());
  }

  private static ElectionCase roundTimes(ElectionCase present, Predicate<ElectionCase> fails) {
    ElectionCase smaller = present;
    for (int index = 0; index < present.swarm().troubles().size(); index++) {
      for (Duration unit : Times.UNITS) {
        int at = index;
        smaller = Step.<ElectionCase>attempt(it -> rounded(it, at, unit)).smaller(smaller, fails);
      }
    }
    return smaller;
  }

  private static ElectionCase rounded(ElectionCase present, int index, Duration unit) {
    List<Planned> troubles = new ArrayList<>(present.swarm().troubles());
    Planned old = troubles.get(index);
    troubles.set(
        index,
        new Planned(
            Times.round(old.at(), unit),
            Times.round(old.lasts(), unit),
            old.trouble(),
            old.participant()));
    return present.troubles(troubles);
  }
}
