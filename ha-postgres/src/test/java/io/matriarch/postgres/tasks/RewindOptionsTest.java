package io.matriarch.postgres.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RewindOptionsTest {
  @Test
  void whatTheTaskDecidesItselfIsLeftOut() {
    assertThat(
            RewindOptions.usable(
                List.of("debug", "--sync-method=fsync", "dry-run", "source-server=x")))
        .containsExactly("--debug", "--sync-method=fsync");
  }
}
