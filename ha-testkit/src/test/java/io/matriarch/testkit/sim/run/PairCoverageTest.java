package io.matriarch.testkit.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.testkit.sim.check.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairCoverageTest {
  private enum Kind {
    HOST_LOST,
    PAUSE
  }

  @Test
  void runsAreTakenTogetherAndWhatNeverMetIsListedBySection() {
    PairCoverage pairs = new PairCoverage(Kind.values());
    pairs.add(Map.of("100.10", new Tally(5, 0b01), "700.10", new Tally(9, 0b01)));
    pairs.add(Map.of("100.10", new Tally(1, 0b10), "100.20", new Tally(1, 0)));

    assertThat(pairs.seen()).isEqualTo(3);
    assertThat(pairs.all()).isEqualTo(6);
    assertThat(pairs.table())
        .contains("no fault: 100.20.\n")
        .contains("| host lost | 2 |  |\n")
        .contains("| pause | 1 | 700.10 |\n");
  }

  @Test
  void rowsOfOneSectionShareItsNumber() {
    PairCoverage pairs = new PairCoverage(Kind.values());
    pairs.add(Map.of("100.10", new Tally(1, 1), "100.20", new Tally(1, 1)));

    assertThat(pairs.table()).contains("| pause | 0 | 100.10 .20 |\n").contains("no fault: none.");
  }
}
