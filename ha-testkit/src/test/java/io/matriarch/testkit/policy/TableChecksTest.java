package io.matriarch.testkit.policy;

import static io.matriarch.core.internal.policy.LeaseStance.CLAIM;
import static io.matriarch.core.internal.policy.LeaseStance.KEEP;
import static io.matriarch.core.internal.policy.LeaseStance.RELEASE;
import static io.matriarch.core.internal.policy.Rule.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Clause;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import io.matriarch.core.resource.StopMode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Each check of the rule table sees what it is there for, in tables that are wrong in one place.
 */
class TableChecksTest {
  private static final FactSet NONE = FactSet.EMPTY;
  private static final Clause PRIMARY_RUNS =
      new Clause(FactSet.of(Fact.RUNNING), FactSet.of(Fact.PRIMARY));

  @Test
  void aSoundTableHasNoComplaints() {
    TableChecks sound =
        checks(
            section("first", FactSet.of(Fact.PAUSED), hold("200.90")),
            section("last", NONE, hold("300.10", Fact.PRIMARY), hold("300.90")));

    assertThat(sound.misnumbered()).isEmpty();
    assertThat(sound.unanswered()).isEmpty();
    assertThat(sound.silent()).isEmpty();
    assertThat(sound.withoutScenario(Set.of("100.10", "200.90", "300.10", "300.90"))).isEmpty();
    assertThat(sound.withoutPermit()).isEmpty();
    assertThat(sound.givingUp()).isEmpty();
    assertThat(sound.racing()).isEmpty();
    assertThat(sound.begunInPause()).isEmpty();
  }

  @Test
  void idsThatRepeatOrDescendOrMixAreSeen() {
    assertThat(checks(section("s", NONE, hold("200.10"), hold("200.10"))).misnumbered())
        .containsExactly("200.10 is used twice");
    assertThat(checks(section("s", NONE, hold("200.20"), hold("200.10"))).misnumbered())
        .containsExactly("200.10 stands behind 200.20");
    assertThat(checks(section("s", NONE, hold("200.10"), hold("300.10"))).misnumbered())
        .containsExactly("s has no number of its own: [200, 300]");
    assertThat(
            checks(section("s", FactSet.of(Fact.PAUSED), hold("200.10")), last("200.90"))
                .misnumbered())
        .containsExactly("last has no number of its own: [200]");
    assertThat(checks(section("s", NONE, hold("200.1"))).misnumbered())
        .containsExactly("200.1 is no id");
  }

  @Test
  void aHoleIsSeenInASectionAndBetweenThem() {
    assertThat(checks(section("s", NONE, hold("200.10", Fact.RUNNING))).unanswered())
        .containsExactly("s has no row for []");
    assertThat(checks(section("s", FactSet.of(Fact.RUNNING), hold("200.90"))).unanswered())
        .containsExactly("no section for []");
  }

  @Test
  void whatConstraintsRuleOutIsNoHole() {
    Rule either = row("200.20", "").unless(Fact.PRIMARY).then(s -> Plan.hold(KEEP, ""));

    assertThat(checks(section("s", NONE, hold("200.10", Fact.RUNNING), either)).unanswered())
        .isEmpty();
  }

  @Test
  void aRowInTheShadowOfOneOrOfSeveralOthersIsSeen() {
    assertThat(
            checks(section("s", NONE, hold("200.10", Fact.RUNNING), hold("200.20", Fact.PRIMARY)))
                .silent())
        .containsExactly("200.20 is in the shadow of earlier rows");
    Rule idle = row("200.20", "").unless(Fact.RUNNING).then(s -> Plan.hold(KEEP, ""));
    assertThat(
            checks(section("s", NONE, hold("200.10", Fact.RUNNING), idle, hold("200.90"))).silent())
        .containsExactly("200.90 is in the shadow of earlier rows");
  }

  @Test
  void aRowForWhatCannotBeOrComesElsewhereIsSeen() {
    Rule impossible =
        row("200.10", "").when(Fact.PRIMARY).unless(Fact.RUNNING).then(s -> Plan.hold(KEEP, ""));
    assertThat(checks(section("s", NONE, impossible, hold("200.90"))).silent())
        .containsExactly("200.10 cannot be reached");
    assertThat(
            checks(
                    section("s", FactSet.of(Fact.PAUSED), hold("200.90")),
                    section("last", NONE, hold("300.10", Fact.PAUSED), hold("300.90")))
                .silent())
        .containsExactly("300.10 cannot be reached");
    assertThat(checks(section("s", NONE, hold("200.10", FENCED), hold("200.90"))).silent())
        .containsExactly("200.10 cannot be reached");
  }

  @Test
  void aRowWithoutScenarioAndAScenarioWithoutRowAreSeen() {
    assertThat(checks(last("200.90")).withoutScenario(Set.of("100.10", "200.80")))
        .containsExactly(
            "200.90 has no scenario", "200.80 is named by a scenario and does not exist");
  }

  @Test
  void aPrimaryThatIsMadeWithoutPermitIsSeen() {
    Rule promotes =
        row("200.10", "")
            .when(Fact.LEASE_HELD)
            .then(s -> run(KEEP, new TaskSpec.Promote(s.permit().orElseThrow())));

    assertThat(checks(section("s", NONE, promotes, hold("200.90"))).withoutPermit())
        .containsExactly("200.10 makes a primary and does not ask for PERMIT_VALID");
  }

  @Test
  void leadershipThatIsGivenUpWhileTheResourceMayWriteIsSeen() {
    Rule releases = row("200.90", "").then(s -> Plan.hold(RELEASE, ""));

    assertThat(checks(section("s", NONE, releases)).givingUp())
        .containsExactly("200.90 gives up leadership with [RUNNING, PRIMARY]");
  }

  @Test
  void aRaceInAModeThatIsNotBuiltIsSeen() {
    Rule claims = row("200.90", "").then(s -> Plan.hold(CLAIM, ""));

    assertThat(checks(section("s", NONE, claims)).racing())
        .containsExactly("200.90 claims the lead with [MODE_NOT_BUILT]");
  }

  @Test
  void whatIsBegunInPauseIsSeen() {
    Rule stops = row("200.90", "").then(s -> run(KEEP, new TaskSpec.Stop(StopMode.FAST)));

    assertThat(checks(section("s", NONE, stops)).begunInPause())
        .containsExactly("200.90 acts in pause with [PAUSED]");
  }

  private static final Fact FENCED = Fact.LEASE_LOST;

  private static TableChecks checks(Section... sections) {
    Section fencing = section("fencing", NONE, hold("100.10", FENCED));
    return new TableChecks(new TableStudy(fencing, List.of(sections), List.of(PRIMARY_RUNS)));
  }

  private static Section section(String name, FactSet entered, Rule... rows) {
    return new Section(name, entered, NONE, List.of(rows));
  }

  private static Section last(String id) {
    return section("last", NONE, hold(id));
  }

  private static Rule hold(String id, Fact... when) {
    return row(id, "").when(when).then(s -> Plan.hold(KEEP, ""));
  }

  private static Plan run(LeaseStance lease, TaskSpec spec) {
    return Plan.of(lease, new Intent.Run(spec), "");
  }
}
