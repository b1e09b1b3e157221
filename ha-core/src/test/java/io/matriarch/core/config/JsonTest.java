package io.matriarch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void writesOnlyAsciiWithoutSpaces() {
    String written = Json.compact(List.of("Ü/\n\u0001\"\\", "😀", 1, true, Map.of("a", 2L)));

    assertThat(written)
        .isEqualTo("[\"\\u00dc/\\n\\u0001\\\"\\\\\",\"\\ud83d\\ude00\",1,true,{\"a\":2}]");
  }

  @Test
  void keepsTheOrderOfADocument() {
    assertThat(Json.object("{\"b\":1,\"a\":2}").orElseThrow().keySet()).containsExactly("b", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{} x", "a:b", "nul"})
  void tellsWhatIsNotJson(String text) {
    assertThat(Json.isJson(text)).isFalse();
    assertThat(Json.value(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "\"text\"", "[]", " {} "})
  void tellsWhatIsJson(String text) {
    assertThat(Json.isJson(text)).isTrue();
  }

  @Test
  void aTextNestedTooDeepIsNotReadRatherThanFatal() {
    assertThat(Json.value("[".repeat(100_000))).isEmpty();
  }
}
