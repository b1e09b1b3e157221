package io.matriarch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2099-01-01T00:00:00+00:00,2099-01-01T00:00Z",
    "2099-01-01T01:02+01,2099-01-01T01:02+01:00",
    "2099-01-01 01:02:03.5 +0530,2099-01-01T01:02:03.5+05:30",
    "2099-01-01T01:02:03z,2099-01-01T01:02:03Z",
    "2099-01-01 01:02 UTC,2099-01-01T01:02Z",
    "2026-11-23 01:40:07.845389+00:00,2026-11-23T01:40:07.845389Z"
  })
  void isReadWithItsOffset(String text, OffsetDateTime expected) {
    assertThat(Timestamps.parse(text).flatMap(Timestamps.Parsed::offset)).hasValue(expected);
  }

  @Test
  void withoutOffsetNobodyKnowsWhoseClockIsMeant() {
    Timestamps.Parsed parsed = Timestamps.parse("2099-01-01 10:00").orElseThrow();

    assertThat(parsed.offset()).isEmpty();
    assertThat(parsed.local()).isEqualTo(LocalDateTime.of(2099, 1, 1, 10, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "2099-13-01T00:00Z", "2099-01-01T00:00Zebra", "12"})
  void whatIsNoTimeIsNotRead(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2099-01-01T00:00:00Z,2099-01-01T00:00:00+00:00",
    "2026-11-23T01:40:07.845389Z,2026-11-23T01:40:07.845389+00:00",
    "2026-11-23T01:40:07.000000001+02:00,2026-11-23T01:40:07+02:00"
  })
  void isWrittenAsOthersDo(OffsetDateTime time, String expected) {
    assertThat(Timestamps.text(time)).isEqualTo(expected);
  }
}
