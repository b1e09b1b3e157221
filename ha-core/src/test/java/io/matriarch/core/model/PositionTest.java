package io.matriarch.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PositionTest {

  @Test
  void aNewerBranchIsAheadWhateverTheOffsets() {
    assertThat(new Position(2, 0)).isGreaterThan(new Position(1, Long.MAX_VALUE));
  }

  @Test
  void onOneBranchTheOffsetCounts() {
    assertThat(new Position(2, 0x5000060)).isGreaterThan(new Position(2, 0x500005F));
    assertThat(new Position(2, 7)).isEqualByComparingTo(new Position(2, 7));
  }

  @Test
  void itIsWrittenAsPeopleKnowIt() {
    assertThat(new Position(3, 0x1_0500_0060L)).hasToString("3:1/5000060");
  }

  @Test
  void nothingOfItIsNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Position(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Position(0, -1));
  }
}
