package io.matriarch.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimOptionsTest {
  @Test
  void oneSeedRunsAlone() {
    SimOptions options = parse("--seed", "77");

    assertThat(options.firstSeed()).isEqualTo(77);
    assertThat(options.alone()).isTrue();
  }

  @Test
  void aBudgetOfTimeBeginsWithTheFirstSeed() {
    SimOptions options = parse("--seconds", "60");

    assertThat(options.firstSeed()).isEqualTo(1);
    assertThat(options.budget()).isEqualTo(Duration.ofSeconds(60));
    assertThat(options.alone()).isFalse();
  }

  @Test
  void aRangeEndsBeforeItsSecondNumber() {
    assertThat(parse("--seeds", "5:9").endSeed()).isEqualTo(9);
  }

  @Test
  void aFileIsReplayedOrWritten() {
    assertThat(parse("--case", "a.case").replayed()).hasValue(Path.of("a.case"));
    assertThat(parse("--replay", "a.ndjson").recording()).hasValue(Path.of("a.ndjson"));
    assertThat(parse("--planted", "page.md").report()).hasValue(Path.of("page.md"));
    assertThat(parse("--planted", "page.md").budgetOr(Duration.ofMinutes(1)))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aBadValueIsNamedWithItsOption() {
    assertThatThrownBy(() -> parse("--seed", "x")).hasMessageContaining("'x' for --seed");
    assertThatThrownBy(() -> parse("--seeds", "5")).hasMessageContaining("'5' for --seeds");
    assertThatThrownBy(() -> parse("--loud", "1")).hasMessageContaining("'--loud'");
    assertThatThrownBy(() -> parse("--seed")).hasMessageContaining("needs a value");
  }

  private static SimOptions parse(String... words) {
    return SimOptions.parse(words);
  }
}
