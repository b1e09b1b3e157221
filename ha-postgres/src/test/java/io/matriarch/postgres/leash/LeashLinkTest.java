package io.matriarch.postgres.leash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent and its leash say to each other, by either program. */
@DisplayName("A link to a leash")
class LeashLinkTest {
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path folder;
  private Path address;

  @AfterEach
  void end() throws Exception {
    LeashProcess.kill(address);
  }

  private void start(boolean compiled) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    address = folder.resolve("address");
    Path cache = folder.resolve("cache");
    Path program =
        compiled ? LeashProgram.find(Optional.empty(), cache) : LeashProgram.script(cache);
    LeashProcess.start(program, data, address, WITHIN);
  }

  @Test
  @DisplayName("is heard until another one is there")
  void socket() throws Exception {
    start(true);
    isHeardUntilAnotherOneIsThere();
  }

  @Test
  @DisplayName("is heard until another one is there, beside a script")
  void pipe() throws Exception {
    start(false);
    isHeardUntilAnotherOneIsThere();
  }

  private void isHeardUntilAnotherOneIsThere() throws Exception {
    try (LeashLink former = LeashLink.connect(address)) {
      assertThat(former.say("until 77000000000 77000000500", WITHIN).killAt())
          .isEqualTo(77000000500L);
      try (LeashLink later = LeashLink.connect(address)) {
        LeashAnswer found = later.say("ask", WITHIN);
        assertThat(found.fenceAt()).isEqualTo(77000000000L);

        assertThatThrownBy(() -> former.say("free", SHORT)).isInstanceOf(IOException.class);

        assertThat(later.say("ask", WITHIN).fenceAt()).isEqualTo(77000000000L);
        assertThat(later.say("nonsense", WITHIN).fenceAt()).isEqualTo(77000000000L);
        assertThat(later.say("until 5 3", WITHIN).killAt()).as("never sooner").isEqualTo(5);
        assertThat(later.say("free", WITHIN).fenceAt()).isZero();
      }
    }
  }

  @Test
  @DisplayName("needs somebody at the other end")
  void nobody() throws Exception {
    start(true);
    LeashProcess.kill(address);

    assertThatThrownBy(() -> LeashLink.connect(address)).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("is not taken over by a second leash")
  void aSecondLeash() throws Exception {
    start(true);
    Path program = LeashProgram.find(Optional.empty(), folder.resolve("cache"));

    assertThatThrownBy(() -> LeashProcess.start(program, folder.resolve("data"), address, WITHIN))
        .hasMessageContaining("at which no other leash listens");
  }

  @Test
  @DisplayName("is not taken over by a second script")
  void aSecondScript() throws Exception {
    start(false);
    Path program = LeashProgram.script(folder.resolve("cache"));

    assertThatThrownBy(() -> LeashProcess.start(program, folder.resolve("data"), address, WITHIN))
        .hasMessageContaining("another one listens at " + address);
  }
}
