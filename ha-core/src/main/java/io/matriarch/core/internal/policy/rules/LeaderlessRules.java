package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.CLAIM;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.election.Candidacy;
import io.matriarch.core.internal.election.Verdict;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import java.util.List;

/** 600: the resource runs and nobody leads. */
final class LeaderlessRules {
  private LeaderlessRules() {}

  private static final String NOT_ME = "following a different leader because I am not ";

  static final List<Rule> ROWS =
      List.of(
          row("600.10", "The claim's outcome is open")
              .when(Fact.CLAIM_OPEN)
              .then(s -> Plan.hold(CLAIM, "claiming the leader lock")),
          row(
                  "600.13",
                  "A leader may be alive without the store, and nobody here knows: does anybody lead?")
              .when(Fact.PROMISE_FORGOTTEN)
              .unless(Fact.SURVEY_DONE, Fact.SURVEY_RUNNING)
              .then(
                  s -> Plan.of(NONE, Intent.SURVEY, "failsafe: asking whether a leader is alive")),
          row("600.15", "A leader without store asked to be left in peace, or may have")
              .when(Fact.FAILSAFE_STANDSTILL)
              .then(s -> Plan.hold(NONE, "failsafe: a leader may be alive without the DCS")),
          row("600.17", "Nobody is elected in pause")
              .when(Fact.ELECTION_PAUSED)
              .unless(Fact.REQUEST_NAMES_ME)
              .then(s -> Plan.hold(NONE, "PAUSE: nobody is elected")),
          row("600.18", "The last election was a moment ago")
              .when(Fact.ELECTED_LATELY)
              .unless(Fact.REQUEST_NAMES_ME)
              .then(s -> Plan.hold(NONE, "waiting: the last leader began a moment ago")),
          row("600.20", "Leadership was given up here a moment ago")
              .when(Fact.CLAIM_BACKOFF)
              .then(s -> Plan.hold(NONE, "leaving the leader race to others for a while")),
          row("600.22", "The promotion was forbidden here a moment ago")
              .when(Fact.PROMOTION_REFUSED)
              .unless(Fact.PRIMARY)
              .then(
                  s ->
                      Plan.hold(
                          NONE, "leaving the leader race to others: the promotion was refused")),
          row("600.25", "A replica alone cannot tell whose cluster this is")
              .unless(Fact.INITIALIZED, Fact.PRIMARY, Fact.STATELESS)
              .then(
                  s ->
                      Plan.hold(
                          NONE,
                          "the cluster has no system identifier in the DCS and I am not its"
                              + " primary: waiting for the primary")),
          row("600.27", "A running primary that cannot be asked")
              .when(Fact.PRIMARY)
              .unless(Fact.RUNNING)
              .then(s -> Plan.hold(NONE, "waiting for postgres to accept connections")),
          row("600.28", "Not to race in a mode that is not built")
              .when(Fact.PRIMARY, Fact.MODE_NOT_BUILT)
              .then(s -> Plan.hold(NONE, LeadingRules.modes(s))),
          row("600.30", "A running primary takes the free lock")
              .when(Fact.PRIMARY, Fact.TIMELINE_CURRENT)
              .then(s -> Plan.hold(CLAIM, "acquiring the leader lock as running primary")),
          row("600.35", "A running primary on an old timeline is not the cluster's primary")
              .when(Fact.PRIMARY)
              .then(
                  s ->
                      Plan.of(
                          NONE,
                          new Intent.Fence("my timeline is behind the cluster's"),
                          "demoting self because my timeline is behind the cluster's")),
          row("600.37", "This node was named as the next leader")
              .when(Fact.REQUEST_NAMES_ME, Fact.RUNNING)
              .unless(Fact.MODE_NOT_BUILT, Fact.REALIGN_FAILED)
              .then(s -> Plan.hold(CLAIM, "acquiring the leader lock as the requested candidate")),
          row("600.40", "Another member was named, and is fit")
              .when(Fact.REQUEST_FOR_ANOTHER, Fact.CANDIDATE_FIT)
              .unless(Fact.CANDIDATE_HESITATES)
              .then(s -> Plan.hold(NONE, "leaving the leader race to the requested candidate")),
          row("600.42", "Another member was named: is it fit?")
              .when(Fact.REQUEST_FOR_ANOTHER)
              .unless(Fact.CANDIDATE_HESITATES, Fact.SURVEY_DONE, Fact.SURVEY_RUNNING)
              .then(s -> Plan.of(NONE, Intent.SURVEY, "asking the requested candidate")),
          row("600.43", "The named one has not answered yet")
              .when(Fact.REQUEST_FOR_ANOTHER, Fact.SURVEY_RUNNING)
              .unless(Fact.CANDIDATE_HESITATES)
              .then(s -> Plan.hold(NONE, "asking the requested candidate")),
          row("600.45", "Not ready to lead")
              .unless(Fact.RUNNING)
              .then(s -> Plan.hold(NONE, "waiting for postgres to accept connections")),
          row("600.50", "Not fit to lead")
              .unless(Fact.ELIGIBLE)
              .then(s -> Plan.hold(NONE, because("allowed to promote", s.eligibility()))),
          row("600.55", "Without data nobody is ahead: claim")
              .when(Fact.STATELESS)
              .then(s -> Plan.hold(CLAIM, "acquiring the leader lock: nobody leads")),
          row("600.60", "Ask the others where they are")
              .unless(Fact.SURVEY_DONE, Fact.SURVEY_RUNNING)
              .then(s -> Plan.of(NONE, Intent.SURVEY, "asking the other members")),
          row("600.65", "Their answers, then the own position")
              .unless(Fact.SURVEY_FRESH)
              .then(s -> Plan.hold(NONE, "asking the other members")),
          row("600.70", "Nobody is ahead: claim")
              .when(Fact.CANDIDACY_WON)
              .then(s -> Plan.hold(CLAIM, "acquiring the leader lock: " + nobodyAhead(s))),
          row("600.90", "Somebody else is better")
              .then(s -> Plan.hold(NONE, because("the healthiest node", s.candidacy()))));

  private static String nobodyAhead(Situation s) {
    List<String> passedOver = Candidacy.passedOver(s);
    return passedOver.isEmpty()
        ? "nobody is ahead of me"
        : "nobody who could lead is ahead of me; " + String.join("; ", passedOver);
  }

  private static String because(String what, Verdict verdict) {
    return NOT_ME + what + (verdict.yes() ? "" : ": " + String.join("; ", verdict.reasons()));
  }
}
