package io.matriarch.examples.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally =
      new Tally(Fault.of("storm", "a storm", Promise.ONE_WRITER, scene -> {}));

  @Test
  void aRowTellsMedianAndWorst() {
    tally.add(outcome(100, 0, 0, 0, 3000), List.of());
    tally.add(outcome(300, 40, 2, 7, 1000), List.of("two nodes accepted writes for 40 ms"));
    tally.add(outcome(200, 0, 0, 1, 2000), List.of());

    assertThat(tally.row(false))
        .isEqualTo(
            "| `storm` | 3 | 0.20 s, 0.30 s | 1, 0.04 s | 1, 7 | 0 | 2.00 s, 3.00 s"
                + " | one writer | **no**, 1 times |");
  }

  @Test
  void aRunWithoutOutcomeIsABreach() {
    tally.failed(List.of("a primary: did not happen within 90 s"));

    assertThat(tally.breaches()).hasSize(1);
    assertThat(tally.row(false))
        .isEqualTo("| `storm` | 0 | - | none | - | 0 | - | one writer | **no**, 1 times |");
  }

  @Test
  void whatIsNotPromisedIsNotCalledKept() {
    Tally guarded = new Tally(Fault.of("fog", "fog", Promise.ONE_WRITER_WITH_LEASH, scene -> {}));
    guarded.add(outcome(100, 40, 2, 7, 1000), List.of());

    assertThat(guarded.row(false)).endsWith("| one writer with the leash | not promised here |");
    assertThat(guarded.row(true)).endsWith("| one writer with the leash | yes |");
  }

  private static Outcome outcome(long silence, long overlap, long late, long lost, long healthy) {
    return new Outcome(
        Duration.ofMillis(silence),
        Duration.ofMillis(overlap),
        late,
        lost,
        0,
        Optional.of(Duration.ofMillis(healthy)),
        true);
  }
}
