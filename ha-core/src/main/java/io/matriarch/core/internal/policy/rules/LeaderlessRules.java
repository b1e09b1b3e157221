package io.matriarch.core.internal.policy.rules;

import static io.matriarch.core.internal.policy.LeaseStance.CLAIM;
import static io.matriarch.core.internal.policy.LeaseStance.NONE;
import static io.matriarch.core.internal.policy.Rule.row;

import io.matriarch.core.internal.election.Verdict;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import java.util.List;

/** 600: the resource runs and nobody leads (contract §3.6, §3.7). */
final class LeaderlessRules {
  private LeaderlessRules() {}

  private static final String NOT_ME = "following a different leader because I am not ";

  static final List<Rule> ROWS =
      List.of(
          row("600.10", "The claim's outcome is open")
              .when(Fact.CLAIM_OPEN)
              .then(s -> Plan.hold(CLAIM, "claiming the leader lock")),
          row("600.15", "A leader without store asked to be left in peace")
              .when(Fact.FAILSAFE_STANDSTILL)
              .then(s -> Plan.hold(NONE, "failsafe: the leader is alive without the DCS")),
          row("600.20", "Leadership was given up here a moment ago")
              .when(Fact.CLAIM_BACKOFF)
              .then(s -> Plan.hold(NONE, "leaving the leader race to others for a while")),
          row("600.25", "A replica alone cannot tell whose cluster this is")
              .unless(Fact.INITIALIZED, Fact.PRIMARY)
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
          row("600.40", "Somebody named another candidate")
              .when(Fact.REQUEST_FOR_ANOTHER)
              .then(s -> Plan.hold(NONE, "leaving the leader race to the requested candidate")),
          row("600.45", "Not ready to lead")
              .unless(Fact.RUNNING)
              .then(s -> Plan.hold(NONE, "waiting for postgres to accept connections")),
          row("600.50", "Not fit to lead")
              .unless(Fact.ELIGIBLE)
              .then(s -> Plan.hold(NONE, because("allowed to promote", s.eligibility()))),
          row("600.60", "Ask the others where they are")
              .unless(Fact.SURVEY_DONE, Fact.SURVEY_RUNNING)
              .then(s -> Plan.of(NONE, Intent.SURVEY, "asking the other members")),
          row("600.65", "Their answers, then the own position")
              .unless(Fact.SURVEY_FRESH)
              .then(s -> Plan.hold(NONE, "asking the other members")),
          row("600.70", "Nobody is ahead: claim")
              .when(Fact.CANDIDACY_WON)
              .then(s -> Plan.hold(CLAIM, "acquiring the leader lock: nobody is ahead of me")),
          row("600.90", "Somebody else is better")
              .then(s -> Plan.hold(NONE, because("the healthiest node", s.candidacy()))));

  private static String because(String what, Verdict verdict) {
    return NOT_ME + what + (verdict.yes() ? "" : ": " + String.join("; ", verdict.reasons()));
  }
}
