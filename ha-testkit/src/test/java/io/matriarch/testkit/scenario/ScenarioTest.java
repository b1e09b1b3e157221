package io.matriarch.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactConstraints;
import io.matriarch.core.internal.policy.FactSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the node decides is what the scenario files say. */
class ScenarioTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");
  private static final boolean REWRITE = Boolean.getBoolean("scenario.rewrite");

  @TestFactory
  Stream<DynamicTest> everyScenarioHappensAsWritten() throws IOException {
    return Scenario.allIn(FOLDER).stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> play(scenario)));
  }

  private static void play(Scenario scenario) throws IOException {
    Scenario.Played played = scenario.play();

    if (REWRITE) {
      Files.writeString(scenario.path(), played.text());
    } else {
      assertThat(played.text())
          .as("%s; write it anew with -Dscenario.rewrite=true and read the difference", scenario)
          .isEqualTo(scenario.text());
    }
    assertThat(played.fired()).as("rows that fired").containsAll(scenario.rows());
  }

  @Test
  void everyFactHoldsInSomeScenario() throws IOException {
    Set<Fact> held = EnumSet.noneOf(Fact.class);

    situations().forEach(facts -> held.addAll(facts.toList()));

    assertThat(held).as("a fact that nobody finds is a wish").isEqualTo(EnumSet.allOf(Fact.class));
  }

  @Test
  void findersKeepTheirPromisesInEveryScenario() throws IOException {
    situations().forEach(facts -> assertThat(FactConstraints.broken(facts)).isEmpty());
  }

  private static Stream<FactSet> situations() throws IOException {
    return Scenario.allIn(FOLDER).stream()
        .flatMap(scenario -> scenario.play().situations().stream());
  }
}
