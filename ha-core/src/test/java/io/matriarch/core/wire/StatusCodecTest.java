package io.matriarch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.LeaderBeacon;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCodecTest {
  private static final LeaderBeacon FULL = new LeaderBeacon(5, Map.of("a", 1L), List.of("x"));

  @Test
  void readsAnObject() {
    assertThat(decode("{\"optime\":5,\"slots\":{\"a\":1},\"retain_slots\":[\"x\"]}"))
        .isEqualTo(FULL);
  }

  @Test
  void readsABareNumber() {
    assertThat(decode("123")).isEqualTo(LeaderBeacon.EMPTY.withPosition(123));
  }

  @Test
  void readsAnObjectOfTexts() {
    assertThat(
            decode(
                "{\"optime\":\"5\",\"slots\":\"{\\\"a\\\":1}\","
                    + "\"retain_slots\":\"[\\\"x\\\"]\"}"))
        .isEqualTo(FULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "\"5\"", "{\"optime\":-5}", "{\"slots\":[1]}"})
  void anInvalidOrMissingStatusIsEmpty(String text) {
    assertThat(decode(text)).isEqualTo(LeaderBeacon.EMPTY);
  }

  @Test
  void aSlotWithAnUnreadablePositionIsAtZero() {
    assertThat(decode("{\"slots\":{\"a\":\"x\",\"b\":\"7\"}}").slots())
        .isEqualTo(Map.of("a", 0L, "b", 7L));
  }

  @Test
  void theOlderKeyCountsOnlyWithoutAStatus() {
    assertThat(StatusCodec.decode("", "42").position()).isEqualTo(42);
    assertThat(StatusCodec.decode("{}", "42").position()).isZero();
  }

  @Test
  void writesTheExampleByteForByte() {
    String example =
        "{\"optime\":50331649,\"slots\":{\"node1\":50331649,\"node2\":50331648},"
            + "\"retain_slots\":[\"node1\",\"node2\"]}";

    assertThat(StatusCodec.encode(decode(example))).isEqualTo(example);
  }

  @Test
  void leavesOutWhatIsEmpty() {
    assertThat(StatusCodec.encode(LeaderBeacon.EMPTY.withPosition(7))).isEqualTo("{\"optime\":7}");
  }

  private static LeaderBeacon decode(String status) {
    return StatusCodec.decode(status, "");
  }
}
