package io.matriarch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.NodeName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailsafeCodecTest {

  @Test
  void readsAddressesByName() {
    assertThat(
            FailsafeCodec.decode(
                "{\"node1\":\"http://10.0.0.1:8008/patroni\","
                    + "\"node2\":\"http://10.0.0.2:8008/patroni\"}"))
        .isEqualTo(
            Map.of(
                NodeName.of("node1"), "http://10.0.0.1:8008/patroni",
                NodeName.of("node2"), "http://10.0.0.2:8008/patroni"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"a/b\":\"http://h\",\"c\":5}"})
  void whatCannotBeReadIsAbsent(String text) {
    assertThat(FailsafeCodec.decode(text)).isEmpty();
  }
}
