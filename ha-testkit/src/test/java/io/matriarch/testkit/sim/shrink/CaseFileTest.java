package io.matriarch.testkit.sim.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaseFileTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    for (long seed = 1; seed <= 50; seed++) {
      SimCase drawn = SimCase.of(seed);

      assertThat(CaseFile.read("any", CaseFile.write(drawn, List.of("a note")))).isEqualTo(drawn);
    }
  }

  @Test
  void soIsAnElection() {
    for (long seed = 1; seed <= 50; seed++) {
      ElectionCase drawn = ElectionCase.of(seed);

      assertThat(CaseFile.read("any", CaseFile.write(drawn, List.of("a note")))).isEqualTo(drawn);
    }
  }

  @Test
  void aFaultIsOneLine() {
    assertThat(CaseFile.write(SimCase.of(1), List.of()).lines())
        .filteredOn(line -> line.startsWith("at "))
        .hasSameSizeAs(SimCase.of(1).swarm().faults());
  }

  @Test
  void badLinesAreNamedWithTheirPlace() {
    String good = CaseFile.write(SimCase.of(1), List.of());

    assertThatThrownBy(() -> CaseFile.read("x.case", good + "at noon for 3s PAUSE leader\n"))
        .hasMessageContaining("x.case:" + (good.lines().count() + 1) + ": 'at noon for 3s PAUSE");
    assertThatThrownBy(() -> CaseFile.read("x.case", good.replaceFirst("ttl .*", "ttl long")))
        .hasMessageContaining("bad value 'long' for ttl");
    assertThatThrownBy(() -> CaseFile.read("x.case", good.replaceFirst("store .*\n", "")))
        .hasMessageContaining("x.case: there is no 'store'");
    String election = CaseFile.write(ElectionCase.of(1), List.of());
    assertThatThrownBy(() -> CaseFile.read("x.case", election + "at 1s for 3s DATA_LOST a\n"))
        .hasMessageContaining("is no fault; write: at 12.5s for 3s PROCESS_STOPPED leader");
  }
}
