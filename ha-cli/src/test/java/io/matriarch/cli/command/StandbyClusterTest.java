package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.testkit.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyClusterTest {
  private static final String STANDBY =
      "{\"standby_cluster\":{\"host\":\"10.0.0.1\",\"port\":5432,\"primary_slot_name\":\"b\"}}";

  private final Batman batman = Batman.at("2026-11-23T01:44:40.182345Z");

  @BeforeEach
  void configure(@TempDir Path home) throws IOException {
    batman.configure(home, "scope: batman\n");
  }

  @AfterEach
  void close() {
    batman.close();
  }

  @Test
  void demotion_waits_until_the_leader_is_a_standby() {
    batman
        .api(0)
        .answers("PATCH /config", 200, "{}", () -> batman.write(StoreKeys.CONFIG, STANDBY));
    FakeTerminal terminal =
        new FakeTerminal("y") {
          @Override
          public void pause(java.time.Duration time) {
            batman.member("pg0", batman.primary(0, "").replace("primary", "standby_leader"));
          }
        };

    int exit =
        batman.run(
            terminal, "demote-cluster", "--host=10.0.0.1", "--port=5432", "--primary-slot-name=b");

    assertThat(exit).isZero();
    assertThat(terminal.shown())
        .endsWith(
            """
            Are you sure you want to demote batman cluster? [y/N]:\s
            2026-11-23 01:44:40 Waiting for demote of cluster batman: leader pg0 is primary, running
            Success: cluster batman is demoted
            """);
    assertThat(batman.api(0).requests()).containsExactly("PATCH /config " + STANDBY);
  }

  @Test
  void promotion_removes_the_section() {
    batman.write(StoreKeys.CONFIG, STANDBY);
    batman.api(0).answers("PATCH /config", 200, "{}", () -> batman.write(StoreKeys.CONFIG, "{}"));

    FakeTerminal terminal = run(0, "promote-cluster", "--force");

    assertThat(terminal.printed()).endsWith("Success: cluster batman is promoted\n");
    assertThat(batman.api(0).requests())
        .containsExactly("PATCH /config {\"standby_cluster\":null}");
  }

  @Test
  void what_cannot_be_is_said_before_anybody_is_asked() {
    assertThat(run(1, "demote-cluster", "--force").errors())
        .isEqualTo("Error: At least one of --host, --port and --restore-command must be given\n");
    assertThat(run(1, "promote-cluster", "--force").errors())
        .isEqualTo("Error: Cluster is already in the required state\n");
    assertThat(run(1, "demote-cluster", "--host", "h").errors()).isEqualTo("Aborted!\n");
    batman.store().removeLeader();
    assertThat(run(1, "demote-cluster", "--host", "h", "--force").errors())
        .isEqualTo("Error: Cluster has no leader, it is not possible to demote\n");
  }

  @Test
  void a_refusal_is_told() {
    batman.api(0).answers("PATCH /config", 503, "no config");

    assertThat(run(0, "demote-cluster", "--host", "h", "--force").printed())
        .endsWith("Failed: demote cluster, status code=503, (no config)\n");
  }

  private FakeTerminal run(int exit, String... arguments) {
    FakeTerminal terminal = new FakeTerminal();
    assertThat(batman.run(terminal, arguments)).as(terminal.shown()).isEqualTo(exit);
    return terminal;
  }
}
