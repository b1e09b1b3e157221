package io.matriarch.testkit.sim.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulator sees what it is there for: planted bugs are found, and soon. */
class PlantedBugsTest {
  private static final Logger LOG = LoggerFactory.getLogger(PlantedBugsTest.class);

  /** The default run begins with these and does more of them. */
  private static final long SEEDS = 200;

  static List<PlantedBug> bugs() {
    return PlantedBugs.all();
  }

  @Test
  void thereAreTwentyAtLeast() {
    assertThat(bugs()).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isFound(PlantedBug bug) {
    PlantedHunt.Outcome outcome = PlantedHunt.hunt(bug, SEEDS);

    LOG.info("{}: seed {}: {}", bug, outcome.seed(), outcome.violation());
    assertThat(outcome.found()).as(outcome.toString()).isTrue();
  }
}
