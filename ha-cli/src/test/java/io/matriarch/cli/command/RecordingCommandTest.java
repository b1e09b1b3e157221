package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingCommandTest {
  private static final String OURS = ",\"matriarch\":\"0.1.0\"";

  private final Batman batman = Batman.at("2026-11-23T01:44:40.182345Z");
  private final FakeTerminal terminal = new FakeTerminal();

  @BeforeEach
  void configure(@TempDir Path home) throws IOException {
    batman.configure(home, "scope: batman\n");
    batman.member("pg0", batman.primary(0, OURS));
    batman.member("pg1", batman.replica(1, Batman.POSITION, OURS));
  }

  @AfterEach
  void close() {
    batman.close();
  }

  @Test
  void the_lines_of_the_member_that_is_named_are_printed() {
    batman.api(1).answers("GET /ha/recording", 200, "{\"is\":\"Line.Head\"}\n{\"is\":\"x\"}\n");

    int exit = batman.run(terminal, "recording", "-m", "pg1");

    assertThat(exit).isZero();
    assertThat(terminal.printed()).isEqualTo("{\"is\":\"Line.Head\"}\n{\"is\":\"x\"}\n");
  }

  @Test
  void a_member_that_refuses_or_does_not_exist_is_an_error() {
    batman.api(1).answers("GET /ha/recording", 403, "Access is denied");

    assertThat(batman.run(terminal, "recording", "-m", "pg1")).isEqualTo(1);
    assertThat(terminal.errors()).contains("pg1 tells no recording: 403, Access is denied");
    assertThat(batman.run(terminal, "recording", "-m", "pg7")).isEqualTo(1);
    assertThat(terminal.errors()).contains("Can not find a suitable member");
  }
}
