package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.election.Successors;
import io.matriarch.core.internal.machine.SurveyState;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;

/** Facts about who could lead. */
public final class ElectionFacts implements FactFinder {

  /** How long the answers of others are worth anything once the own position is known. */
  public static final Duration SURVEY_LIFE = Duration.ofSeconds(1);

  /** How long they are worth anything at all: a loaded resource takes its time to be looked at. */
  public static final Duration LONGEST_SURVEY_LIFE = Duration.ofSeconds(5);

  @Override
  public FactSet find(Situation s) {
    SurveyState survey = s.survey();
    boolean done = surveyDone(s);
    boolean fresh = done && hasOwnPosition(s);
    return FactSet.found()
        .with(Fact.ELIGIBLE, s.eligibility().yes())
        .with(Fact.SURVEY_RUNNING, survey.running())
        .with(Fact.SURVEY_DONE, done)
        .with(Fact.SURVEY_FRESH, fresh)
        .with(Fact.CANDIDACY_WON, fresh && s.candidacy().yes())
        .with(Fact.MOVE_FEASIBLE, Moves.feasible(s))
        .with(Fact.MOVE_IN_VAIN, Moves.inVain(s))
        .with(Fact.CANDIDATE_FIT, Moves.namesAnother(s) && Moves.namedOneIsFit(s))
        .with(Fact.CANDIDATE_HESITATES, leaderlessForLong(s))
        .with(Fact.FAILOVER_FEASIBLE, done && Successors.anyCouldLead(s))
        .with(Fact.SUCCESSOR_HAS_ALL, done && Successors.anyHasAll(s))
        .toSet();
  }

  /** A survey has ended, and its answers are still worth something. */
  public static boolean surveyDone(Situation s) {
    SurveyState survey = s.survey();
    return survey.id() != 0 && !survey.running() && s.now().isBefore(worthUntil(s));
  }

  /** When the answers of the survey that has ended are to be asked for again. */
  public static MonoTime worthUntil(Situation s) {
    MonoTime doneAt = s.survey().doneAt();
    MonoTime longest = doneAt.plus(LONGEST_SURVEY_LIFE);
    if (!hasOwnPosition(s)) {
      return longest;
    }
    MonoTime complete = MonoTime.later(doneAt, s.state().resource().endedAt());
    return MonoTime.earlier(longest, complete.plus(SURVEY_LIFE));
  }

  static boolean leaderlessForLong(Situation s) {
    return s.state()
        .memory()
        .leaderlessSince()
        .filter(since -> s.now().hasReached(since.plus(s.ttl())))
        .isPresent();
  }

  private static boolean hasOwnPosition(Situation s) {
    return !s.state().resource().askedAt().isBefore(s.survey().doneAt());
  }
}
