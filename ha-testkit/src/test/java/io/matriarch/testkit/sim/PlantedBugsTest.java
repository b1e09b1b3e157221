package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseKeeper;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactFinder;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.HaPolicy;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.testkit.sim.check.Violation;
import io.matriarch.testkit.sim.run.Campaign;
import io.matriarch.testkit.sim.run.Report;
import io.matriarch.testkit.sim.run.RunResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulator sees what it is there for: bugs planted from outside are found, and soon. */
class PlantedBugsTest {
  private static final Logger LOG = LoggerFactory.getLogger(PlantedBugsTest.class);

  /** The default run begins with these and does more of them. */
  private static final long SEEDS = 200;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void validityCountedFromTheAnswerIsFound() {
    HaMachine machine = new HaMachine(HaPolicy.standard(), new CountsFromTheAnswer());

    Violation found = firstViolation(machine);

    assertThat(found.invariant()).isIn("S1", "S3", "S4");
  }

  @Test
  void aSurveyThatIgnoresLagIsFound() {
    HaPolicy policy = electing(new IgnoresLag());

    Violation found = firstViolation(new HaMachine(policy, new LeaseKeeper()));

    assertThat(found.invariant()).isEqualTo("S2");
  }

  @Test
  void anElectionThatIgnoresTheMaximumLagIsFound() {
    HaPolicy policy = electing(new IgnoresMaximumLag());

    Violation found = firstViolation(new HaMachine(policy, new LeaseKeeper()));

    assertThat(found.invariant()).isEqualTo("S2");
  }

  @Test
  void aRenewalAfterADefiniteLossIsFound() {
    HaMachine machine = new HaMachine(HaPolicy.standard(), new NeverGivesUp());

    Violation found = firstViolation(machine);

    assertThat(found.invariant()).isIn("S1", "S3", "S4");
  }

  @Test
  void aPromotionWithoutPermitIsFound() {
    HaPolicy policy = replacing(promoteAtOnce());

    Violation found = firstViolation(new HaMachine(policy, new LeaseKeeper()));

    assertThat(found.invariant()).isIn("S1", "S3");
  }

  @Test
  void aNodeThatWorksItselfIntoAFrenzyIsFound() {
    HaMachine machine = new HaMachine(HaPolicy.standard(), new RenewsWithoutPause());

    Violation found = firstViolation(machine);

    assertThat(found.invariant()).isEqualTo("S7");
  }

  @Test
  void aClusterThatNeverElectsAnybodyIsFound() {
    HaPolicy policy = replacing(waitForever());

    Violation found = firstViolation(new HaMachine(policy, new LeaseKeeper()));

    assertThat(found.invariant()).isEqualTo("L1");
  }

  @Test
  void anElectionThatIgnoresTimelinesIsFound() {
    HaPolicy policy = electing(new IgnoresTimelines());

    Violation found = firstViolation(new HaMachine(policy, new LeaseKeeper()));

    assertThat(found.invariant()).isEqualTo("S5");
  }

  @Test
  void aMachineThatThrowsIsFound() {
    HaPolicy policy =
        electing(
            situation -> {
              throw new IllegalStateException("planted");
            });

    Violation found = firstViolation(new HaMachine(policy, new LeaseKeeper()));

    assertThat(found.invariant()).isEqualTo("S0");
  }

  private static HaPolicy electing(FactFinder election) {
    HaPolicy standard = HaPolicy.standard();
    return new HaPolicy(
        standard.finders().stream()
            .map(finder -> finder instanceof ElectionFacts ? election : finder)
            .toList(),
        standard.fencing(),
        standard.sections());
  }

  private static HaPolicy replacing(Rule row) {
    HaPolicy standard = HaPolicy.standard();
    return new HaPolicy(
        standard.finders(),
        standard.fencing(),
        standard.sections().stream().map(section -> section.replacing(row)).toList());
  }

  private static Violation firstViolation(HaMachine machine) {
    Report report = new Campaign(() -> machine, 2, 1).run(1, SEEDS + 1, PATIENCE);
    assertThat(report.failed()).as("seeds that show the planted bug").isNotEmpty();
    RunResult first = report.failed().get(0);
    LOG.info("seed {}: {}", first.seed(), first.violation().orElseThrow());
    return first.violation().orElseThrow();
  }

  /** Row 600.70 as it must not be: it claims nothing and makes its own permit. */
  private static Rule promoteAtOnce() {
    return Rule.row("600.70", "Nobody is ahead: promote")
        .when(Fact.CANDIDACY_WON)
        .then(
            s ->
                Plan.of(
                    LeaseStance.NONE,
                    new Intent.Run(
                        new TaskSpec.Promote(
                            new Permit.LeasePermit(
                                new Term(1), s.now().plus(Duration.ofHours(1))))),
                    "promoting without asking the store"));
  }

  private static Rule waitForever() {
    return Rule.row("600.70", "Nobody is ahead: wait")
        .when(Fact.CANDIDACY_WON)
        .then(s -> Plan.hold(LeaseStance.NONE, "waiting for better times"));
  }

  private static final class CountsFromTheAnswer extends LeaseKeeper {
    @Override
    protected MonoTime countFrom(LeaseResult.Held held, MonoTime sentAt, MonoTime answeredAt) {
      return answeredAt;
    }
  }

  /** Takes a definite loss for one more failed attempt. */
  private static final class NeverGivesUp extends LeaseKeeper {
    @Override
    protected LeaseState lost(LeaseState.Held held, String reason) {
      return new LeaseState.Held(
          held.token(),
          held.times(),
          held.renewAt().plus(Duration.ofSeconds(1)),
          Optional.empty(),
          held.published());
    }
  }

  /** Tries again at once whatever the answer was. */
  private static final class RenewsWithoutPause extends LeaseKeeper {
    @Override
    protected LeaseState lost(LeaseState.Held held, String reason) {
      return new LeaseState.Held(
          held.token(), held.times(), MonoTime.MIN, Optional.empty(), held.published());
    }
  }

  private static final class IgnoresTimelines implements FactFinder {
    private final ElectionFacts honest = new ElectionFacts();

    @Override
    public FactSet find(Situation situation) {
      boolean onlyAboutTimelines =
          situation.eligibility().reasons().stream()
              .allMatch(reason -> reason.contains("timeline"));
      return honest.find(situation).with(Fact.ELIGIBLE, onlyAboutTimelines);
    }
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

  /** Lets the distance to the other replicas count, and that to the last leader not. */
  private static final class IgnoresMaximumLag implements FactFinder {
    private final ElectionFacts honest = new ElectionFacts();

    @Override
    public FactSet find(Situation situation) {
      boolean onlyAboutLag =
          situation.eligibility().reasons().stream().allMatch(reason -> reason.contains("lag"));
      return honest.find(situation).with(Fact.ELIGIBLE, onlyAboutLag);
    }
  }
}
