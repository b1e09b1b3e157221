package io.matriarch.examples.replicatedlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Position;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Two histories")
class HistoryTest {

  @ParameterizedTest
  @CsvSource({
    "1@0 100, 1@0 100, 100",
    "1@0 100, 1@0 300, 100",
    "1@0 300, 1@0 7@200 250, 200",
    "1@0 150, 1@0 7@200 250, 150",
    "1@0 7@200 300, 1@0 9@200 400, 200",
    "1@0 7@200 300, 1@0 9@150 400, 150",
    "1@0 7@200 9@260 300, 1@0 7@200 280, 260",
    "1@0 100, 2@0 100, 0",
    "0, 1@0 100, 0"
  })
  @DisplayName("part where the first of them leaves an epoch that both have")
  void fork(String mine, String theirs, long fork) {
    History one = History.parse(mine);
    History other = History.parse(theirs);

    assertThat(one.fork(other)).isEqualTo(fork);
    assertThat(other.fork(one)).isEqualTo(fork);
    assertThat(one.isPartOf(other)).isEqualTo(fork == one.end());
    assertThat(one.upTo(fork).isPartOf(other)).isTrue();
  }

  @Test
  @DisplayName("grow by records and are written as they are read")
  void grow() {
    History history = History.EMPTY.with(1, 50).with(1, 80).with(7, 96);

    assertThat(history).hasToString("1@0 7@80 96");
    assertThat(History.parse("1@0 7@80 96")).isEqualTo(history);
    assertThat(history.position()).isEqualTo(new Position(7, 96));
  }
}
