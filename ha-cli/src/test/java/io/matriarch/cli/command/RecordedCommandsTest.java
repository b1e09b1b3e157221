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

/** Commands that change something, against what the other implementation printed. */
class RecordedCommandsTest {
  private static final String MEMBER_DUE =
      """
      ,"scheduled_restart":{"schedule":"2099-01-01T00:00:00+00:00",\
      "postmaster_start_time":"2026-11-23 01:44:00.000000+00:00"}""";

  private final Batman batman = Batman.at("2026-11-23T01:44:40.182345Z");

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
        "show-config",
        "history",
        "history -f json",
        "dsn",
        "dsn -r replica",
        "dsn -m pg9"
      })
  void what_only_reads(String command) {
    same(Recording.of(command));
  }

  @Test
  void history_with_a_line() {
    batman.write(
        StoreKeys.HISTORY,
        """
        [[1,67109664,"no recovery target specified","2026-11-23T01:44:46.872932+00:00","pg1"]]""");

    same(Recording.of("history", 1));
  }

  @Test
  void edit_config_shows_what_changes_and_writes_it() {
    same(Recording.of("edit-config --force -s ttl=25 -p work_mem=8MB"));
    same(
        Recording.of("edit-config --force --set maximum_lag_on_failover=notanumber"),
        "Warning: maximum_lag_on_failover: 'notanumber' is not a usable number; using 1048576"
            + " instead, please write bytes as a plain number\n");
    same(Recording.of("edit-config --force -p max_connections=105"), "");

    assertThat(batman.store().image().documents().get(StoreKeys.CONFIG).value())
        .contains("\"ttl\":25", "\"work_mem\":\"8MB\"", "\"max_connections\":105");
  }

  @Test
  void restart_of_those_that_wait_for_it() {
    String waits =
        """
        ,"pending_restart":true,"pending_restart_reason":\
        {"max_connections":{"old_value":"100","new_value":"105"}}""";
    batman.member("pg0", batman.primary(0, waits));
    batman.member("pg1", batman.replica(1, Batman.POSITION, waits));
    batman.member("pg2", batman.replica(2, Batman.POSITION, waits));
    batman.allAnswer("POST /restart", 200, "restarted successfully");

    same(Recording.of("restart --force --pending batman"));

    assertThat(batman.api(1).requests())
        .containsExactly("POST /restart {\"restart_pending\":true}");
  }

  @Test
  void restart_of_nobody() {
    batman.position(0x40001C0);

    same(Recording.of("restart --force batman nosuchmember"));
  }

  @Test
  void restart_at_a_time() {
    batman.position(0x40001C0);
    batman.allAnswer("POST /restart", 202, "Restart scheduled");

    same(Recording.of("restart batman --force --scheduled 2099-01-01T00:00"));

    assertThat(batman.api(2).requests())
        .containsExactly("POST /restart {\"schedule\":\"2099-01-01T00:00:00+00:00\"}");
  }

  @Test
  void flush_of_scheduled_restarts() {
    batman.position(0x40001C0);
    batman.member("pg0", batman.primary(0, MEMBER_DUE));
    batman.member("pg1", batman.replica(1, 0x40001C0, MEMBER_DUE));
    batman.member("pg2", batman.replica(2, 0x40001C0, MEMBER_DUE));
    batman.allAnswer("DELETE /restart", 200, "scheduled restart deleted");

    same(Recording.of("flush batman restart --force"));
  }

  @Test
  void reload() {
    batman.position(0x40001C0);
    batman.allAnswer("POST /reload", 202, "reload scheduled");

    same(Recording.of("reload --force batman"));
  }

  @Test
  void pause_and_resume() {
    batman
        .api(0)
        .answers(
            "PATCH /config", 200, "{}", () -> batman.write(StoreKeys.CONFIG, "{\"pause\":true}"))
        .answers("PATCH /config", 200, "{}", () -> batman.write(StoreKeys.CONFIG, "{}"));

    same(Recording.of("pause"));
    same(Recording.of("pause", 1));
    same(Recording.of("resume --wait"));
    same(Recording.of("resume"));

    assertThat(batman.api(0).requests())
        .containsExactly("PATCH /config {\"pause\":true}", "PATCH /config {\"pause\":null}");
  }

  @Test
  void switchover_that_cannot_be() {
    batman.position(0x40001F8);

    same(Recording.of("switchover --force --leader nobody"));
    same(Recording.of("switchover --force --candidate nobody"));
  }

  @Test
  void switchover_at_a_time_and_never() {
    batman.position(0x40001F8);
    batman
        .api(0)
        .answers(
            "POST /switchover",
            202,
            "Switchover scheduled",
            () ->
                batman.write(
                    StoreKeys.FAILOVER,
                    """
                    {"leader":"pg0","scheduled_at":"2099-01-01T00:00:00+00:00"}"""))
        .answers("DELETE /switchover", 200, "scheduled switchover deleted");

    same(Recording.of("switchover --force --scheduled 2099-01-01T00:00"));
    same(Recording.of("flush batman switchover"));

    assertThat(batman.api(0).requests())
        .containsExactly(
            "POST /switchover {\"leader\":\"pg0\",\"scheduled_at\":\"2099-01-01T00:00:00+00:00\"}",
            "DELETE /switchover");
  }

  @Test
  void failover_needs_a_candidate() {
    leadership("pg1", 0x4000438);

    same(Recording.of("failover --force"));
  }

  @Test
  void reinit() {
    batman.allAnswer("POST /reinitialize", 200, "reinitialize started");
    timeline(3, 0x4000678);
    same(Recording.of("reinit --force batman pg1"));
    timeline(3, 0x6000060);
    same(Recording.of("reinit --force batman pg0"));

    assertThat(batman.api(1).requests())
        .containsExactly("POST /reinitialize {\"force\":true,\"from_leader\":false}");
  }

  @Test
  void questions_that_nobody_answers() {
    timeline(3, 0x6000060);

    same(Recording.of("switchover"));
    same(Recording.of("remove batman"));
  }

  private void leadership(String name, long position) {
    batman.member(
        "pg0", batman.replica(0, position, "").replace("\"timeline\":1", "\"timeline\":2"));
    batman.member("pg1", batman.primary(1, "").replace("\"timeline\":1", "\"timeline\":2"));
    batman.member(
        "pg2", batman.replica(2, position, "").replace("\"timeline\":1", "\"timeline\":2"));
    batman.lead(name, position);
  }

  private void timeline(int number, long position) {
    batman.position(position);
    batman.member("pg0", onTimeline(number, batman.primary(0, "")));
    batman.member("pg1", onTimeline(number, batman.replica(1, position, "")));
    batman.member("pg2", onTimeline(number, batman.replica(2, position, "")));
  }

  private static String onTimeline(int number, String member) {
    return member.replace("\"timeline\":1", "\"timeline\":" + number);
  }

  private void same(Recording recording) {
    same(recording, null);
  }

  /**
   * @param warnings ours, beside what was recorded; null if there must be none
   */
  private void same(Recording recording, String warnings) {
    FakeTerminal screen = new FakeTerminal();
    int exit = batman.run(screen, recording.command().split(" "));
    assertThat(warnings == null ? screen.shown() : screen.printed()).isEqualTo(recording.output());
    assertThat(exit).isEqualTo(recording.exit());
    if (warnings != null) {
      assertThat(screen.errors()).isEqualTo(warnings);
    }
  }
}
