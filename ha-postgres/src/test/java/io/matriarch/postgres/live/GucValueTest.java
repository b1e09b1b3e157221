package io.matriarch.postgres.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GucValueTest {

  @ParameterizedTest
  @CsvSource({
    "integer, 8kB, 131072, 1GB",
    "integer, kB, 4MB, 4096",
    "integer, MB, 128, 128MB",
    "integer, s, 5min, 300",
    "integer, ms, 1s, 1000",
    "integer, '', 0x10, 16",
    "real, ms, 2, 2ms",
    "real, '', 1.50, 1.5",
    "bool, '', TRUE, on",
    "enum, '', Replica, replica",
    "string, '', a b, a b"
  })
  void oneValueMayBeWrittenInSeveralWays(String type, String unit, String one, String other) {
    assertThat(GucValue.of(type, unit, one).same(GucValue.of(type, unit, other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "integer, kB, 4MB, 4097",
    "bool, '', on, off",
    "string, '', a, A",
    "integer, '', many, 1"
  })
  void otherValuesDiffer(String type, String unit, String one, String other) {
    assertThat(GucValue.of(type, unit, one).same(GucValue.of(type, unit, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "integer, 8kB, 16384, 128MB",
    "integer, 8kB, 1, 8kB",
    "integer, kB, 1048576, 1GB",
    "integer, kB, 1048577, 1048577kB",
    "integer, MB, 128, 128MB",
    "integer, s, 86400, 1d",
    "integer, s, 90, 90s",
    "integer, ms, 60000, 1min",
    "integer, kB, -1, -1",
    "integer, s, 0, 0",
    "integer, '', 101, 101",
    "bool, '', yes, on"
  })
  void itIsShownAsTheServerShowsIt(String type, String unit, String written, String human) {
    assertThat(GucValue.of(type, unit, written).human()).isEqualTo(human);
  }

  @Test
  void theLargestNumberDoesNotOverflow() {
    String most = Long.toString(Long.MAX_VALUE);

    assertThat(GucValue.of("integer", "8kB", most).human()).isEqualTo("73786976294838206456kB");
  }
}
