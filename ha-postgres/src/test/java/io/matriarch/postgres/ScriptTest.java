package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScriptTest {
  @Test
  void aLineIsSplitAsAShellWould() {
    assertThat(Script.of("  /bin/x  a\tb ").words()).containsExactly("/bin/x", "a", "b");
    assertThat(Script.of("x 'a b' \"c d\"e '' \"\"").words())
        .containsExactly("x", "a b", "c de", "", "");
    assertThat(Script.of("x a\\ b 'a\\b' \"a\\b\\\"\\\\\" \"it's\"").words())
        .containsExactly("x", "a b", "a\\b", "a\\b\"\\", "it's");
  }

  @Test
  void nothingIsExpanded() {
    assertThat(Script.of("x $HOME * `id` ; # y").words())
        .containsExactly("x", "$HOME", "*", "`id`", ";", "#", "y");
  }

  @Test
  void whatIsNoCommandIsRefused() {
    assertThatThrownBy(() -> Script.of(" ")).hasMessageContaining("name a program");
    assertThatThrownBy(() -> Script.of("''")).hasMessageContaining("name a program");
    assertThatThrownBy(() -> Script.of("x 'a")).hasMessageContaining("not closed");
    assertThatThrownBy(() -> Script.of("x a\\")).hasMessageContaining("backslash");
  }

  @Test
  void argumentsAreNotShown() {
    assertThat(Script.of("/bin/x --password=secret")).hasToString("/bin/x");
  }
}
