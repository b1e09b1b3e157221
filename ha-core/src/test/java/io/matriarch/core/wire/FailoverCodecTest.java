package io.matriarch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.NodeName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverCodecTest {
  private static final Optional<NodeName> A = Optional.of(NodeName.of("a"));
  private static final Optional<NodeName> B = Optional.of(NodeName.of("b"));

  @ParameterizedTest
  @ValueSource(strings = {"{\"leader\":\"a\",\"member\":\"b\"}", "a:b", " a : b "})
  void readsLeaderAndCandidate(String text) {
    assertThat(FailoverCodec.decode(text)).hasValue(new FailoverRequest(A, B, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"leader\":\"a\"}", "{\"leader\":\"a\",\"member\":null}", "a", "a:"})
  void readsALeaderAlone(String text) {
    assertThat(FailoverCodec.decode(text))
        .hasValue(new FailoverRequest(A, Optional.empty(), Optional.empty()));
  }

  @Test
  void readsACandidateAloneAsAManualFailover() {
    assertThat(FailoverCodec.decode("{\"leader\":\"\",\"member\":\"b\"}"))
        .hasValue(new FailoverRequest(Optional.empty(), B, Optional.empty()));
  }

  @Test
  void readsWhenItIsScheduled() {
    assertThat(
            FailoverCodec.decode(
                "{\"leader\":\"a\",\"member\":\"b\","
                    + "\"scheduled_at\":\"2030-01-01T00:00:00+00:00\"}"))
        .hasValue(new FailoverRequest(A, B, Optional.of("2030-01-01T00:00:00+00:00")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", " ", "null", "[]", "5", "{\"scheduled_at\":\"2030-01-01\"}"})
  void anEmptyKeyRequestsNothing(String text) {
    assertThat(FailoverCodec.decode(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"leader\":\"x/y\",\"member\":\"b\"}",
        "{\"leader\":5,\"member\":\"b\"}",
        "{\"leader\":\"a\",\"member\":[]}",
      })
  void aNameThatNoNodeCanHaveDoesNotTurnOneRequestIntoAnother(String text) {
    assertThat(FailoverCodec.decode(text)).isEmpty();
  }
}
