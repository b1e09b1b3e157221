package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.election.Successors;
import io.matriarch.core.internal.machine.SurveyState;
import java.time.Duration;

/** Facts about who could lead. */
public final class ElectionFacts implements FactFinder {

  /** How long the answers of others are worth anything. */
  public static final Duration SURVEY_LIFE = Duration.ofSeconds(1);

  @Override
  public FactSet find(Situation s) {
    SurveyState survey = s.survey();
    boolean done =
        survey.id() != 0
            && !survey.running()
            && s.now().isBefore(survey.doneAt().plus(SURVEY_LIFE));
    boolean fresh = done && !s.state().resource().askedAt().isBefore(survey.doneAt());
    return FactSet.EMPTY
        .with(Fact.ELIGIBLE, s.eligibility().yes())
        .with(Fact.SURVEY_RUNNING, survey.running())
        .with(Fact.SURVEY_DONE, done)
        .with(Fact.SURVEY_FRESH, fresh)
        .with(Fact.CANDIDACY_WON, fresh && s.candidacy().yes())
        .with(Fact.FAILOVER_FEASIBLE, done && Successors.anyCouldLead(s))
        .with(Fact.SUCCESSOR_HAS_ALL, done && Successors.anyHasAll(s));
  }
}
