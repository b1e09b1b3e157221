package io.matriarch.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1.5, 1.5",
    "-0.0005, -0.0005",
    "10000000, 10000000.0",
    "1e-7, 1.0e-07",
    "-1.25e-10, -1.25e-10",
    "1e20, 1.0e+20",
    "1e300, 1.0e+300",
    "Infinity, .inf",
    "NaN, .nan"
  })
  void is_written_as_the_other_implementation_does(double value, String text) {
    assertThat(FloatText.of(value)).isEqualTo(text);
  }
}
