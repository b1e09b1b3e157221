package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.testkit.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that refuse, members that are away, and requests that make no sense. */
class TroubleTest {
  private final Batman batman = Batman.at("2026-11-23T01:44:40.182345Z");

  @TempDir private Path home;

  @BeforeEach
  void configure() throws IOException {
    batman.configure(
        home,
        "scope: batman\nrestapi:\n  authentication:\n    username: robin\n    password: s3cret\n");
  }

  @AfterEach
  void close() {
    batman.close();
  }

  @Test
  void a_refusal_is_told_and_is_no_error() {
    batman
        .api(0)
        .answers("POST /switchover", 412, "candidate name does not match with sync_standby");
    assertThat(run(0, "switchover", "--force", "--candidate", "pg2").printed())
        .endsWith(
            "Switchover failed, details: 412, candidate name does not match with sync_standby\n");

    batman.api(0).answers("POST /failover", 503, "Failover status unknown after 20 seconds; x");
    assertThat(run(0, "failover", "--force", "--candidate", "pg2").printed())
        .endsWith(
            "Failover result unknown, details: 503, Failover status unknown after 20 seconds; x\n");

    batman.api(0).answers("POST /restart", 409, "Another restart is already scheduled");
    batman.api(1).answers("POST /restart", 503, "restart failed");
    assertThat(run(0, "restart", "--force", "batman", "pg0", "pg1").printed())
        .endsWith(
            """
            Failed: another restart is already scheduled on member pg0
            Failed: restart for member pg1, status code=503, (restart failed)
            """);

    batman.api(0).answers("PATCH /config", 401, "not authenticated");
    assertThat(run(0, "pause").printed())
        .isEqualTo("Failed: pause cluster management status code=401, (not authenticated)\n");
  }

  @Test
  void requests_carry_the_credentials_that_are_configured() {
    batman.allAnswer("POST /reload", 202, "reload scheduled");

    run(0, "reload", "--force", "batman", "pg1");

    assertThat(batman.api(1).authorizations()).containsExactly("Basic cm9iaW46czNjcmV0");
  }

  @Test
  void a_move_goes_into_the_store_if_no_member_answers() {
    batman.api(0).close();

    FakeTerminal terminal = run(0, "switchover", "--force", "--candidate", "pg1");

    assertThat(terminal.errors())
        .matches(
            "2026-11-23 01:44:40.18234 Could not switchover using the REST API"
                + " \\(http://127.0.0.1:\\d+/patroni refuses connections\\), falling back to the"
                + " store\n");
    assertThat(terminal.printed()).contains("Initialized switchover from leader pg0\n");
    assertThat(document(StoreKeys.FAILOVER)).isEqualTo("{\"leader\":\"pg0\",\"member\":\"pg1\"}");
  }

  @Test
  void a_failover_without_a_leader_asks_the_candidate() {
    batman.store().removeLeader();
    batman.api(2).answers("POST /failover", 200, "Successfully failed over to \"pg2\"");

    assertThat(run(1, "switchover", "--force").errors())
        .isEqualTo("Error: This cluster has no leader\n");
    assertThat(run(0, "failover", "--force", "--candidate", "pg2").printed())
        .contains("Successfully failed over to \"pg2\"\n");
    assertThat(batman.api(2).requests()).containsExactly("POST /failover {\"candidate\":\"pg2\"}");
  }

  @Test
  void a_scheduled_move_is_flushed_in_the_store_if_no_member_answers() {
    batman.write(
        StoreKeys.FAILOVER, "{\"leader\":\"pg0\",\"scheduled_at\":\"2099-01-01T00:00:00+00:00\"}");
    for (int i = 0; i < 3; i++) {
      batman.api(i).close();
    }

    assertThat(run(0, "flush", "batman", "switchover").printed())
        .isEqualTo("Success: scheduled switchover deleted\n");
    assertThat(document(StoreKeys.FAILOVER)).isEqualTo("{}");
    assertThat(run(0, "flush", "batman", "switchover").printed())
        .isEqualTo("No pending scheduled switchover\n");
  }

  @Test
  void the_other_members_are_asked_although_one_is_away() {
    batman.api(0).close();
    batman.api(1).answers("POST /reload", 202, "");
    batman.api(1).answers("PATCH /config", 200, "{}");

    FakeTerminal reload = run(1, "reload", "--force", "batman", "pg0", "pg1");
    FakeTerminal pause = run(0, "pause");

    assertThat(reload.printed())
        .contains("refuses connections\n", "Reload request received for member pg1");
    assertThat(reload.errors()).isEqualTo("Error: no answer from pg0\n");
    assertThat(pause.printed()).isEqualTo("Success: cluster management is paused\n");
    assertThat(pause.errors()).startsWith("Member pg0: ").doesNotContain("s3cret");
  }

  @Test
  void nobody_at_home() {
    for (int i = 0; i < 3; i++) {
      batman.api(i).close();
    }

    assertThat(run(1, "pause").errors())
        .endsWith("Error: Can not find accessible cluster member\n");
  }

  @Test
  void nothing_is_scheduled_while_paused() {
    batman.write(StoreKeys.CONFIG, "{\"pause\":true}");

    assertThat(run(1, "switchover", "--force", "--scheduled", "2099-01-01").errors())
        .isEqualTo("Error: Can't schedule switchover in the paused state\n");
    assertThat(run(1, "restart", "batman", "--force", "--scheduled", "2099-01-01").errors())
        .isEqualTo("Error: Can't schedule restart in the paused state\n");
  }

  @Test
  void a_restart_that_is_scheduled_anew_replaces_the_old_one() {
    batman.member(
        "pg1",
        batman.replica(
            1,
            Batman.POSITION,
            ",\"scheduled_restart\":{\"schedule\":\"2098-01-01T00:00:00+00:00\"}"));
    batman
        .api(1)
        .answers("DELETE /restart", 200, "scheduled restart deleted")
        .answers("POST /restart", 202, "Restart scheduled");

    run(0, "restart", "batman", "pg1", "--force", "--scheduled", "2099-01-01T00:00+02:00");

    assertThat(batman.api(1).requests())
        .containsExactly(
            "DELETE /restart", "POST /restart {\"schedule\":\"2099-01-01T00:00:00+02:00\"}");
  }

  @Test
  void candidates_are_checked_before_anybody_is_asked() {
    batman.member("pg1", batman.replica(1, Batman.POSITION, ",\"tags\":{\"nofailover\":true}"));

    assertThat(run(1, "failover", "--force", "--candidate", "pg0").errors())
        .isEqualTo("Error: Member pg0 is already the leader of cluster batman\n");
    assertThat(run(1, "failover", "--force", "--candidate", "pg1").errors())
        .isEqualTo(
            "Error: Member pg1 does not exist in cluster batman or is tagged as nofailover\n");

    batman.member("pg2", batman.replica(2, Batman.POSITION, ",\"tags\":{\"nofailover\":true}"));
    assertThat(run(1, "switchover", "--force").errors())
        .isEqualTo("Error: No candidates found to switchover to\n");
  }

  @Test
  void one_line_tells_what_is_wrong_with_an_argument() throws IOException {
    assertThat(run(1, "restart", "batman", "--force", "--scheduled", "soon").errors())
        .startsWith("Error: Unable to parse scheduled timestamp (soon)");
    assertThat(run(1, "restart", "batman", "--force", "--pg-version", "new").errors())
        .startsWith("Error: --pg-version: 'new'");
    assertThat(run(1, "restart", "batman", "--force", "--timeout", "-1").errors())
        .startsWith("Error: --timeout: '-1'");
    assertThat(run(1, "edit-config", "--force", "-s", "ttl").errors())
        .isEqualTo("Error: Invalid parameter setting ttl; write KEY=VALUE\n");
    assertThat(run(1, "edit-config", "--apply", "-").errors())
        .isEqualTo("Error: Use --force option if you want to apply changes from stdin\n");
    Path bad = Files.writeString(home.resolve("bad.yml"), "a: [1\nb: 2\n");
    assertThat(run(1, "edit-config", "--force", "--apply", bad.toString()).errors())
        .startsWith("Error: " + bad + ": line 2, column ");
    assertThat(run(1, "dsn", "-r", "leader", "-m", "pg0").errors())
        .isEqualTo("Error: --role and --member are mutually exclusive options\n");
    assertThat(run(1, "query").errors())
        .isEqualTo("Error: You need to specify either --command or --file\n");
  }

  @Test
  void an_argument_is_what_it_is_whatever_it_begins_with() throws IOException {
    Path file = Files.writeString(home.resolve("arguments"), "pg0");

    assertThat(run(1, "dsn", "-m", "@" + file).errors())
        .isEqualTo("Error: Can not find a suitable member\n");
  }

  @Test
  void wrong_usage_has_a_code_of_its_own() {
    assertThat(run(2, "nosuchcommand").errors()).startsWith("Error: ").hasLineCount(1);
    assertThat(run(2, "list", "-f", "xml").errors()).startsWith("Error: ").hasLineCount(1);
    assertThat(run(2, "flush", "batman", "everything").errors())
        .isEqualTo("Error: 'everything' is not one of restart, switchover\n");
    assertThat(run(2, "dsn", "-r", "boss").errors()).contains("'boss' is not one of [leader,");
    assertThat(run(2, "reload").errors()).startsWith("Error: Missing required parameter");
    assertThat(run(2).errors()).isEqualTo("Error: Missing command; see --help\n");
  }

  @Test
  void a_change_meanwhile_is_not_overwritten() {
    FakeTerminal terminal =
        new FakeTerminal() {
          @Override
          public String edit(String text) {
            batman.write(StoreKeys.CONFIG, "{\"ttl\":40}");
            return "ttl: 30\n";
          }
        };

    int exit = batman.run(terminal, "edit-config", "--force");

    assertThat(exit).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo("Error: Config modification aborted due to concurrent changes\n");
    assertThat(document(StoreKeys.CONFIG)).isEqualTo("{\"ttl\":40}");
  }

  @Test
  void nothing_changes_if_nothing_differs() {
    assertThat(run(0, "edit-config", "--force", "-s", "ttl=20").printed())
        .isEqualTo("Not changed\n");
  }

  @Test
  void input_is_merged_or_replaces() {
    FakeTerminal merged = new FakeTerminal("postgresql: {use_pg_rewind: null}", "ttl: 30");
    batman.run(merged, "edit-config", "--force", "-q", "--apply", "-");
    assertThat(merged.printed()).isEqualTo("Configuration changed\n");
    assertThat(document(StoreKeys.CONFIG))
        .contains("\"ttl\":30", "pg_hba")
        .doesNotContain("use_pg_rewind");

    FakeTerminal replaced = new FakeTerminal("ttl: 30");
    batman.run(replaced, "edit-config", "--force", "-q", "--replace", "-", "-s", "pause=true");
    assertThat(document(StoreKeys.CONFIG)).isEqualTo("{\"ttl\":30,\"pause\":true}");
  }

  private String document(String key) {
    return batman.store().image().documents().get(key).value();
  }

  private FakeTerminal run(int exit, String... arguments) {
    FakeTerminal terminal = new FakeTerminal();
    assertThat(batman.run(terminal, arguments)).as(terminal.shown()).isEqualTo(exit);
    return terminal;
  }
}
