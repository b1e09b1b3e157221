package io.matriarch.postgres.leash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The leash's program")
class LeashProgramTest {
  @TempDir private Path cache;

  @Test
  @DisplayName("is compiled once")
  void isCompiledOnce() throws Exception {
    Path program = LeashProgram.compiled(cache, null);

    assertThat(program).isExecutable();
    assertThat(LeashProgram.compiled(cache, "no-such-compiler")).isEqualTo(program);
    assertThat(LeashProgram.compiledOrScript(cache, "no-such-compiler")).isEqualTo(program);
    assertThat(left()).containsExactly(program);
  }

  @Test
  @DisplayName("is the one that was installed, if there is one")
  void isTheInstalledOne() throws Exception {
    assertThat(LeashProgram.find(Optional.of(Path.of("/bin/true")), cache))
        .isEqualTo(Path.of("/bin/true"));
    assertThat(left()).isEmpty();
  }

  @Test
  @DisplayName("is a script where it cannot be compiled, unless that is not wanted")
  void isAScript() throws Exception {
    assertThatThrownBy(() -> LeashProgram.compiled(cache, "no-such-compiler -m64"))
        .isInstanceOf(LeashProgram.NotCompiled.class)
        .hasMessage("the leash cannot be compiled: there is no C compiler (no-such-compiler)");
    assertThatThrownBy(() -> LeashProgram.compiled(cache, "false"))
        .isInstanceOf(LeashProgram.NotCompiled.class)
        .hasMessageStartingWith("the leash cannot be compiled: false ended with 1");

    Path script = LeashProgram.compiledOrScript(cache, "no-such-compiler");

    assertThat(script).isExecutable();
    assertThat(Files.readAllLines(script)).startsWith("#!/bin/sh");
    assertThat(left()).containsExactly(script);
  }

  private Stream<Path> left() throws Exception {
    try (Stream<Path> files = Files.list(cache)) {
      return files.toList().stream();
    }
  }
}
