package io.matriarch.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {

  @ParameterizedTest
  @CsvSource({
    "0/0, 0",
    "0/5000148, 83886408",
    "1/0, 4294967296",
    "16/B374D848, 97500059720",
    "FFFFFFFF/FFFFFFFF, -1"
  })
  void itReadsAndWritesPostgresNotation(String text, long bytes) {
    assertThat(Lsn.parse(text).bytes()).isEqualTo(bytes);
    assertThat(new Lsn(bytes)).hasToString(text);
  }

  @Test
  void itIsOrderedAsANumberWithoutSign() {
    assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("7FFFFFFF/0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5000148", "/5000148", "0/", "0/x", "x/0", "0/1/2", "0 /1"})
  void itRefusesWhatIsNoLsn(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Lsn.parse(text));
  }
}
