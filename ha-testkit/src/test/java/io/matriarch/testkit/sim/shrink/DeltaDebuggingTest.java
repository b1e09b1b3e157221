package io.matriarch.testkit.sim.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeltaDebuggingTest {
  private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

  @Test
  void whatIsNeededTogetherIsLeft() {
    assertThat(DeltaDebugging.least(HUNDRED, some -> some.containsAll(List.of(3, 50, 99))))
        .containsExactly(3, 50, 99);
  }

  @Test
  void nothingIsLeftOfWhatFailsAnyway() {
    assertThat(DeltaDebugging.least(HUNDRED, some -> true)).isEmpty();
  }

  @Test
  void everythingIsLeftOfWhatIsNeeded() {
    assertThat(DeltaDebugging.least(HUNDRED, some -> some.size() == 100)).isEqualTo(HUNDRED);
  }
}
