package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.cli.Recording;
import io.matriarch.testkit.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCommandTest {
  private final Batman batman = new Batman();
  private final FakeTerminal terminal = new FakeTerminal();

  @BeforeEach
  void configure(@TempDir Path home) throws IOException {
    batman.configure(home, "scope: batman\n");
  }

  @AfterEach
  void close() {
    batman.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list -e",
        "list -f json",
        "list -f yaml",
        "list -f tsv",
        "list -t",
        "topology",
        "list nosuchcluster",
      })
  void prints_what_was_recorded(String command) {
    same(Recording.of(command));
  }

  @Test
  void reasons_of_a_pending_restart_have_columns_of_their_own() {
    String waits =
        """
        ,"pending_restart":true,"pending_restart_reason":\
        {"max_connections":{"old_value":"100","new_value":"105"}}""";
    batman.member("pg0", batman.primary(0, waits));
    batman.member("pg1", batman.replica(1, Batman.POSITION, waits));
    batman.member("pg2", batman.replica(2, Batman.POSITION, waits));

    same(Recording.of("list", 1));
    same(Recording.of("list -e", 1));
  }

  @Test
  void a_scheduled_restart_shows_its_time() {
    String due =
        """
        ,"scheduled_restart":{"schedule":"2099-01-01T00:00:00+00:00",\
        "postmaster_start_time":"2026-11-23 01:43:20.000000+00:00"}""";
    long position = 0x40001C0;
    batman.member("pg0", batman.primary(0, due));
    batman.lead("pg0", position);
    batman.member("pg1", batman.replica(1, position, due));
    batman.member("pg2", batman.replica(2, position, due));

    same(Recording.of("list -e", 2));
  }

  @Test
  void pause_and_a_scheduled_switchover_stand_below() {
    batman.position(0x40001C0);
    batman.write(StoreKeys.CONFIG, "{\"pause\":true}");
    same(Recording.of("list", 2));

    batman.position(0x40001F8);
    batman.write(StoreKeys.CONFIG, "{}");
    batman.write(
        StoreKeys.FAILOVER, "{\"leader\":\"pg0\",\"scheduled_at\":\"2099-01-01T00:00:00+00:00\"}");
    same(Recording.of("list", 3));
  }

  @Test
  void a_member_that_tells_no_position_is_unknown() {
    batman.lead("pg0", 0x50000D8);
    batman.member("pg0", batman.primary(0, "").replace("\"timeline\":1", "\"timeline\":3"));
    batman.member(
        "pg1",
        """
        {"conn_url":"postgres://127.0.0.1:5501/postgres","state":"creating replica",\
        "role":"replica"}""");
    batman.member(
        "pg2", batman.replica(2, 0x50000D8, "").replace("\"timeline\":1", "\"timeline\":3"));

    same(Recording.of("list", 6));
  }

  @Test
  void without_any_cluster_it_only_says_so(@TempDir Path elsewhere) throws IOException {
    batman.configure(elsewhere, "namespace: service\n");

    int exit = batman.run(terminal, "list");

    assertThat(exit).isZero();
    assertThat(terminal.errors()).contains("No cluster names were provided");
  }

  private void same(Recording recording) {
    FakeTerminal screen = new FakeTerminal();
    int exit = batman.run(screen, recording.command().split(" "));
    assertThat(screen.shown()).isEqualTo(recording.output());
    assertThat(exit).isEqualTo(recording.exit());
  }
}
