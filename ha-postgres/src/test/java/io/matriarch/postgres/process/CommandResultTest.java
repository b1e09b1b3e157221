package io.matriarch.postgres.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandResultTest {
  private static String complaint(String... lines) {
    return new CommandResult(1, String.join("\n", lines)).complaint();
  }

  @Test
  void theLastErrorSaysMost() {
    assertThat(complaint("x: error: one", "x: error: two", "x: removed data")).endsWith("two");
    assertThat(complaint("FATAL:  no", "stopped waiting")).isEqualTo("FATAL:  no");
  }

  @Test
  void aFullDiskIsTheCauseOfWhateverFollows() {
    assertThat(
            complaint(
                "pg_basebackup: error: could not write to file: No space left on device",
                "pg_basebackup: error: background process terminated unexpectedly"))
        .endsWith("No space left on device");
  }

  @Test
  void adviceIsNoComplaint() {
    assertThat(complaint("x: unrecognized option '--y'", "x: hint: Try \"x --help\"", ""))
        .isEqualTo("x: unrecognized option '--y'");
    assertThat(complaint("x: unrecognized option '--y'", "Try \"x --help\" for more"))
        .isEqualTo("x: unrecognized option '--y'");
  }

  @Test
  void withoutAWordTheCodeIsToldItself() {
    assertThat(complaint("")).isEqualTo("exit code 1");
  }
}
