package io.matriarch.examples.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdProgramTest {
  @TempDir private Path directory;

  @Test
  void theVersionIsWhatTheProgramTells() throws Exception {
    EtcdProgram program =
        program("printf 'etcd Version: 3.5.16\\nGit SHA: f20bbadd4\\nGo Version: go1.22\\n'");

    assertThat(program.version()).isEqualTo("3.5.16");
  }

  @Test
  void anotherProgramIsNotTakenForIt() throws Exception {
    EtcdProgram program = program("echo something else");

    assertThatThrownBy(program::version)
        .isInstanceOf(TrialException.class)
        .hasMessage(program.path() + " does not tell its version");
  }

  private EtcdProgram program(String script) throws IOException {
    Path file = directory.resolve("etcd");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return new EtcdProgram(
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------")));
  }
}
