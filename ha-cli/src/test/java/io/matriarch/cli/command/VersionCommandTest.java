package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.cli.Recording;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionCommandTest {
  private static final String STATUS =
      "{\"server_version\": 150020, \"patroni\": {\"version\": \"4.1.4\"}}";

  private final Batman batman = new Batman();
  private final FakeTerminal terminal = new FakeTerminal();

  @BeforeEach
  void configure(@TempDir Path home) throws IOException {
    batman.configure(home, "scope: batman\n");
    batman.allAnswer("GET /patroni", 200, STATUS);
  }

  @AfterEach
  void close() {
    batman.close();
  }

  @Test
  void members_of_the_other_implementation_are_told_as_it_does() {
    batman.run(terminal, "version", "batman");

    assertThat(afterFirstLine(terminal.printed()))
        .isEqualTo(afterFirstLine(Recording.of("version batman").output()));
  }

  @Test
  void ours_have_our_version_and_silent_ones_none() {
    batman.member("pg1", batman.replica(1, Batman.POSITION, ",\"matriarch\":\"0.1.0\""));
    batman.api(2).close();

    batman.run(terminal, "version", "batman", "pg1", "pg2");

    assertThat(terminal.printed())
        .contains("\npg1: Matriarch 0.1.0 PostgreSQL 15.20\n", "\npg2: failed to get version: http")
        .doesNotContain("pg0");
  }

  @Test
  void the_command_alone_asks_nobody() {
    batman.run(terminal, "version");

    assertThat(terminal.printed()).isEqualTo("matriarchctl version 0.1.0 (as patronictl 4.1.4)\n");
  }

  private static String afterFirstLine(String text) {
    return text.substring(text.indexOf('\n'));
  }
}
