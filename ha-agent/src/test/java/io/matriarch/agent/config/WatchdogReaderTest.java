package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.agent.config.WatchdogSection.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section {@code watchdog}. */
class WatchdogReaderTest {

  private static WatchdogSection read(String section) throws ConfigException {
    return ExampleYaml.read(ExampleYaml.GOOD + section + "\n").watchdog();
  }

  @Test
  void withoutASectionADeviceIsUsedIfItIsThere() throws Exception {
    assertThat(read(""))
        .isEqualTo(new WatchdogSection(Mode.AUTOMATIC, Path.of("/dev/watchdog"), 5, false));
  }

  @Test
  void everyKeyIsRead() throws Exception {
    assertThat(read("watchdog: {mode: off, device: /dev/dog, safety_margin: -1, driver: testing}"))
        .isEqualTo(new WatchdogSection(Mode.OFF, Path.of("/dev/dog"), -1, true));
  }

  @ParameterizedTest
  @CsvSource({
    "off, OFF",
    "false, OFF",
    "disable, OFF",
    "disabled, OFF",
    "auto, AUTOMATIC",
    "Automatic, AUTOMATIC",
    "require, REQUIRED",
    "required, REQUIRED"
  })
  void modesHaveTheNamesThatPatroniKnows(String word, Mode mode) throws Exception {
    assertThat(read("watchdog: {mode: " + word + "}").mode()).isEqualTo(mode);
  }
}
