package io.matriarch.testkit.sim.planted;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactFinder;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.ResourceFacts;
import io.matriarch.core.internal.policy.Situation;
import java.util.List;

/** Replicas that take the lead and should not. */
final class CandidacyBugs {
  private CandidacyBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        PlantedBug.inCluster(
            "a candidate ignores that another one is ahead",
            () -> electing(new IgnoresLag()),
            "S2"),
        PlantedBug.inCluster(
            "a candidate ignores maximum_lag_on_failover",
            () -> electing(new Overlooks("lag")),
            "S2"),
        PlantedBug.inCluster(
            "a candidate ignores the cluster's timeline",
            () -> PlantedBug.finding(CandidacyBugs::blindForTimelines),
            "S5"));
  }

  /** Before the claim, and when it is answered. */
  private static FactFinder blindForTimelines(FactFinder honest) {
    if (honest instanceof ElectionFacts) {
      return new Overlooks("timeline");
    }
    return honest instanceof ResourceFacts
        ? situation -> without(Fact.TIMELINE_OUTDATED, honest.find(situation))
        : honest;
  }

  private static FactSet without(Fact fact, FactSet facts) {
    FactSet gone = FactSet.of(fact);
    return new FactSet(facts.low() & ~gone.low(), facts.high() & ~gone.high());
  }

  private static HaMachine electing(FactFinder planted) {
    return PlantedBug.finding(ElectionFacts.class, planted);
  }

  /** Lets the distance to the last leader count, and that to the other replicas not. */
  private static final class IgnoresLag implements FactFinder {
    private final ElectionFacts honest = new ElectionFacts();

    @Override
    public FactSet find(Situation situation) {
      FactSet facts = honest.find(situation);
      boolean won =
          facts.has(Fact.SURVEY_FRESH)
              && situation.candidacy().reasons().stream()
                  .allMatch(reason -> reason.contains("is ahead"));
      return facts.with(Fact.CANDIDACY_WON, won);
    }
  }

  /** Objections with that word in them do not count. */
  private static final class Overlooks implements FactFinder {
    private final ElectionFacts honest = new ElectionFacts();
    private final String word;

    private Overlooks(String word) {
      this.word = word;
    }

    @Override
    public FactSet find(Situation situation) {
      boolean nothingElse =
          situation.eligibility().reasons().stream().allMatch(reason -> reason.contains(word));
      return honest.find(situation).with(Fact.ELIGIBLE, nothingElse);
    }
  }
}
