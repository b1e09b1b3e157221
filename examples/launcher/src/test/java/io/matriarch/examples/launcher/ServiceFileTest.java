package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The systemd unit of the distribution")
class ServiceFileTest {
  private static final Path FILE = Path.of("src/main/dist/etc/matriarch.service");

  @TempDir private Path folder;

  @Test
  @DisplayName("lets PostgreSQL and the leash survive the agent, and starts the agent again")
  void whatMatters() throws IOException {
    assertThat(Files.readAllLines(FILE))
        .contains(
            "StartLimitIntervalSec=0",
            "User=postgres",
            "KillMode=process",
            "Restart=on-failure",
            "RestartSec=100ms",
            "RestartPreventExitStatus=1 2",
            "OOMPolicy=continue",
            "Environment=PG_OOM_ADJUST_FILE=/proc/self/oom_score_adj");
  }

  @Test
  @DisplayName("is understood by systemd")
  void isUnderstood() throws Exception {
    assumeThat(Path.of("/usr/bin/systemd-analyze")).isExecutable();
    String here = Files.readString(FILE).replaceFirst("ExecStart=\\S+", "ExecStart=/bin/true");
    Path unit = Files.writeString(folder.resolve("matriarch.service"), here);

    Process verify =
        new ProcessBuilder(List.of("/usr/bin/systemd-analyze", "verify", unit.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(verify.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("matriarch.service:");
  }
}
