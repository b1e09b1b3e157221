package io.matriarch.testkit.sim.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.testkit.sim.run.Campaign;
import io.matriarch.testkit.sim.run.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrengthReportTest {
  private static final Report SOUND =
      new Campaign(HaMachine::standard, 1, 1).run(1, 2, Duration.ofMinutes(1));

  @Test
  void whatWasFoundStandsBesideItsSeedsAndWhatWasSilentBelow() {
    PlantedBug bug =
        PlantedBugs.all().stream().filter(b -> b.title().equals("a step throws")).findFirst().get();

    StrengthReport report = new StrengthReport(List.of(PlantedHunt.hunt(bug, 3)), SOUND);

    assertThat(report.failures()).isZero();
    assertThat(report.text())
        .contains("| a step throws | cluster | S0 | 1 | 0.0 |\n")
        .contains("simulator: 1 seeds")
        .contains("\nNo seed broke an invariant.\n")
        .contains("\n- 200.10: ")
        .containsPattern("\\n\\| node crash \\| \\d+ \\|")
        .containsPattern("\\n\\| slow revoked \\| \\d+ \\|")
        .doesNotContain("\n- 700.10: ");
  }

  @Test
  void aBugThatIsNotFoundIsAFailure() {
    PlantedBug none = PlantedBug.inCluster("nothing is wrong", HaMachine::standard, "S1");

    StrengthReport report = new StrengthReport(List.of(PlantedHunt.hunt(none, 1)), SOUND);

    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.text()).contains("| nothing is wrong | cluster | not found | 1 |");
  }
}
