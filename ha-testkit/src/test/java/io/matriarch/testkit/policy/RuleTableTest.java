package io.matriarch.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.testkit.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What can be said of the rule table without running anything. */
class RuleTableTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

  private final TableChecks checks = new TableChecks(TableStudy.ofTheTable());

  @Test
  void factsFitIntoTwoWords() {
    assertThat(Fact.values()).hasSizeLessThanOrEqualTo(2 * Long.SIZE);
  }

  @Test
  void idsAreUniqueAndAscendAndSectionsDoNotMix() {
    assertThat(checks.misnumbered()).isEmpty();
  }

  @Test
  void everySituationThatCanOccurIsAnswered() {
    assertThat(checks.unanswered()).isEmpty();
  }

  @Test
  void everyRowDecidesInSomeSituationThatCanOccur() {
    assertThat(checks.silent()).isEmpty();
  }

  @Test
  void everyRowIsNamedByAScenarioAndEveryNamedRowExists() throws IOException {
    Set<String> named = new TreeSet<>();
    Scenario.allIn(SCENARIOS).forEach(scenario -> named.addAll(scenario.rows()));

    assertThat(checks.withoutScenario(named)).isEmpty();
  }

  @Test
  void nothingIsMadePrimaryWithoutAPermitButANewCluster() {
    assertThat(checks.withoutPermit()).isEmpty();
  }

  @Test
  void leadershipIsNeverGivenUpWhileTheResourceMayWrite() {
    assertThat(checks.givingUp()).isEmpty();
  }

  @Test
  void nobodyRacesInAModeThatIsNotBuilt() {
    assertThat(checks.racing()).isEmpty();
  }

  @Test
  void nothingIsBegunInPauseUnlessSomebodyAskedForIt() {
    assertThat(checks.begunInPause()).isEmpty();
  }
}
