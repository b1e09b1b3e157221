package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.agent.config.WatchdogSection;
import io.matriarch.agent.config.WatchdogSection.Mode;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.watchdog.Watchdogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node's watchdog device")
class WatchdogAssemblyTest {
  @TempDir private Path folder;

  private Optional<Watchdogs.Part> device(Mode mode, boolean testing) {
    WatchdogSection section = new WatchdogSection(mode, folder.resolve("dog"), 5, testing);
    return WatchdogAssembly.device(section, new SystemTicker());
  }

  @Test
  @DisplayName("is used if it is there")
  void isUsedIfItIsThere() throws Exception {
    assertThat(device(Mode.AUTOMATIC, true)).isEmpty();
    Files.createFile(folder.resolve("dog"));
    assertThat(device(Mode.AUTOMATIC, true)).isPresent();
    assertThat(device(Mode.AUTOMATIC, true).get().required()).isFalse();
    assertThat(device(Mode.AUTOMATIC, false)).as("a plain file").isEmpty();
    assertThat(device(Mode.OFF, true)).isEmpty();
  }

  @Test
  @DisplayName("says what it lacks where it is required")
  void saysWhatItLacks() {
    Watchdogs.Part part = device(Mode.REQUIRED, false).orElseThrow();

    assertThat(part.required()).isTrue();
    assertThatThrownBy(() -> part.watchdog().free(Duration.ofSeconds(1)))
        .isInstanceOf(ResourceException.class)
        .hasMessage(folder.resolve("dog") + ": is not there");
  }
}
