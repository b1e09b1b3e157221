package io.matriarch.postgres.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaseBackupOptionsTest {
  @Test
  void whatTheTaskDecidesItselfIsLeftOut() {
    assertThat(
            BaseBackupOptions.usable(
                List.of("max-rate=100M", "--verbose", "pgdata=/x", "dbname=y", "format=t"), 15))
        .containsExactly("--max-rate=100M", "--verbose");
  }

  @Test
  void onlyTheServerMayCompress() {
    List<String> options = List.of("compress=9", "compress=server-zstd:3");

    assertThat(BaseBackupOptions.usable(options, 15)).containsExactly("--compress=server-zstd:3");
    assertThat(BaseBackupOptions.usable(options, 14)).isEmpty();
  }
}
