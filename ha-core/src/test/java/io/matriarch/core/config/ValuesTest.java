package io.matriarch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "10MB, B, 10485760",
    "1GB, B, 1073741824",
    "30min, s, 1800",
    "0x10, '', 16",
    "010, '', 8",
    "1.6, '', 2",
    "2.5, '', 2",
    "3.5, '', 4",
    "-7, '', -7",
    "+0x400MB, MB, 1024",
    "-070d, d, ",
    "' 12 s ', s, 12",
    "1e3, '', 1000",
    ".5min, s, 30",
    "1.5kB, B, 1536",
    "90s, min, 2",
    "4GB, 8kB, 524288",
    "500ms, s, 0",
    "9223372036854775807, '', 9223372036854775807",
  })
  void readsTheLeadingIntegerAndConvertsItsUnit(String text, String unit, Long expected) {
    assertThat(Values.integer(text, unit))
        .isEqualTo(expected == null ? OptionalLong.empty() : OptionalLong.of(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "1k, B",
    "abc, B",
    "1KB, B",
    "1MB, s",
    "1MB, ''",
    "09, ''",
    "'', ''",
    "true, ''",
    "1x, s",
    "1e, ''",
    "9223372036854775808, ''",
    "1e30, ''",
  })
  void readsNothingFromWhatIsNoNumberOrHasAnUnknownUnit(String text, String unit) {
    assertThat(Values.integer(text, unit)).isEmpty();
  }

  @Test
  void takesNumbersAsTheyComeFromAParser() {
    assertThat(Values.integer(30, "s")).hasValue(30);
    assertThat(Values.integer(5_000_000_000L, "")).hasValue(5_000_000_000L);
    assertThat(Values.integer(1.0e10, "")).hasValue(10_000_000_000L);
    assertThat(Values.integer(null, "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, '', 1.5",
    "8.5e-1, '', 0.85",
    "2s, ms, 2000",
    "0.25min, s, 15",
    "1.2345kB, B, 1264"
  })
  void readsTheLeadingFraction(String text, String unit, double expected) {
    assertThat(Values.real(text, unit)).isEqualTo(OptionalDouble.of(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.5 parsecs", "1e999", ""})
  void readsNoFractionFromWhatIsNone(String text) {
    assertThat(Values.real(text, "s")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "TRUE", "Yes", "1"})
  void readsWordsForTrue(String text) {
    assertThat(Values.bool(text)).isEqualTo(Optional.of(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "False", "NO", "0"})
  void readsWordsForFalse(String text) {
    assertThat(Values.bool(text)).isEqualTo(Optional.of(false));
  }

  @Test
  void readsBooleansOfAnyType() {
    assertThat(Values.bool(true)).hasValue(true);
    assertThat(Values.bool(0)).hasValue(false);
    assertThat(Values.bool("quorum")).isEmpty();
    assertThat(Values.bool(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"15.4,150004", "9.6.24,90624", "17.11,170011"})
  void aVersionIsOneGrowingNumber(String text, int expected) {
    assertThat(Values.version(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "9.6", "15.4.1", "fifteen", ""})
  void whatIsNoVersionIsNone(String text) {
    assertThat(Values.version(text)).isEmpty();
  }
}
