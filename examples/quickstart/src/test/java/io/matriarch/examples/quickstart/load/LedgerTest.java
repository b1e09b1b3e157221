package io.matriarch.examples.quickstart.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

  @Test
  void theLongestGapIsTheOneThatEndsAfterTheInstant() {
    Ledger ledger = new Ledger();
    for (long at : new long[] {0, 100, 110, 150, 160}) {
      ledger.acknowledged(new Acknowledged(at, at, Optional.empty()));
    }

    assertThat(ledger.longestGapSince(105)).isEqualTo(new Ledger.Gap(110, 150));
    assertThat(ledger.longestGapSince(50)).isEqualTo(new Ledger.Gap(0, 100));
  }
}
