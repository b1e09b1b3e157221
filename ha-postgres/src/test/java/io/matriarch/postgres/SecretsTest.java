package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretsTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void passwordsAreInThePassFileOnly() throws Exception {
    TestNode a = harness.node("a").bootstrap();
    TestNode b = harness.node("b").cloneFrom(a);

    assertThat(Files.getPosixFilePermissions(b.config.passFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(b.config.passFile()))
        .contains("127.0.0.1:" + a.port + ":*:replicator:repl-secret");
    assertThat(b.config.toString()).doesNotContain("secret");
    assertThat(Files.readString(b.dataDir.resolve("postgresql.conf"))).doesNotContain("secret");
    assertThat(Files.readString(a.config.serverLog())).doesNotContain("secret");
    assertThat(Files.readString(b.config.serverLog())).doesNotContain("secret");
    ProcessHandle.allProcesses()
        .map(p -> p.info().commandLine().orElse(""))
        .forEach(line -> assertThat(line).doesNotContain("repl-secret", "super-secret"));
    try (Stream<Path> beside = Files.list(a.config.passFile().getParent())) {
      assertThat(beside).noneMatch(p -> p.toString().endsWith(".initdb"));
    }
  }
}
