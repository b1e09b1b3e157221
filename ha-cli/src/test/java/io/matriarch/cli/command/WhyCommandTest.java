package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.config.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyCommandTest {
  private static final String OURS = ",\"matriarch\":\"0.1.0\"";

  private final Batman batman = Batman.at("2026-11-23T01:44:40.182345Z");
  private final FakeTerminal terminal = new FakeTerminal();

  @BeforeEach
  void configure(@TempDir Path home) throws IOException {
    batman.configure(home, "scope: batman\n");
    batman.member("pg0", batman.primary(0, OURS));
    batman.member("pg1", batman.replica(1, Batman.POSITION, OURS));
    batman
        .api(0)
        .answers(
            "GET /ha/explain",
            200,
            """
            {"cluster": "batman", "node": "pg0", "state": "running", "role": "primary",
             "rule": "700.90", "title": "Leader with nothing to do",
             "reason": "no action. I am (pg0), the leader with the lock",
             "facts": ["VIEW_IS_FRESH", "HOLDS_LEASE"], "tried": ["100.10"], "verdict": [],
             "task": null, "awaiting": ["read of the store"], "paused": false,
             "respected_modes": [], "leading": true, "lease_valid_for_ms": 17345,
             "next_wake_ms": 1200, "decided_ms_ago": 12}""")
        .answers(
            "GET /ha/journal",
            200,
            """
            {"cluster": "batman", "node": "pg0", "entries": [
              {"at": "2026-11-23T01:44:01.000000+00:00", "kind": "view", "rule": "100.10",
               "text": "leader key is gone"},
              {"at": "2026-11-23T01:44:02.345678+00:00", "kind": "lease", "rule": "600.50",
               "text": "acquired, term 7"}]}""")
        .answers(
            "GET /ha/failover",
            200,
            failover(
                "pg0",
                """
                {"phase": "leader_gone", "at": "2026-11-23T01:44:01.100000+00:00", "ms": 0,
                 "text": "leader key is gone"},
                {"phase": "lease_won", "at": "2026-11-23T01:44:01.250000+00:00", "ms": 150,
                 "text": "acquired, term 7"},
                {"phase": "writable", "at": "2026-11-23T01:44:01.600000+00:00", "ms": 500,
                 "text": "writable"}"""));
    batman
        .api(1)
        .answers(
            "GET /ha/explain",
            200,
            """
            {"node": "pg1", "state": "running", "role": "replica", "rule": "710.10",
             "title": "Replica", "reason": "no action. I am (pg1), a secondary",
             "facts": [], "awaiting": [], "paused": true, "leading": false,
             "lease_valid_for_ms": null, "next_wake_ms": null, "decided_ms_ago": 3}""")
        .answers(
            "GET /ha/failover",
            200,
            failover(
                "pg1",
                """
                {"phase": "leader_gone", "at": "2026-11-23T01:44:01.090000+00:00", "ms": 0,
                 "text": "leader key is gone"},
                {"phase": "streaming", "at": "2026-11-23T01:44:02.000000+00:00", "ms": 910,
                 "text": "streaming from pg0"}"""));
  }

  @AfterEach
  void close() {
    batman.close();
  }

  @Test
  void every_node_explains_itself_or_is_shown_as_one_that_does_not() {
    int exit = batman.run(terminal, "why");

    assertThat(exit).isZero();
    assertThat(terminal.printed())
        .isEqualTo(
            """
            pg0 is primary, running
              because of  [700.90] Leader with nothing to do
              it says     no action. I am (pg0), the leader with the lock
              facts       VIEW_IS_FRESH, HOLDS_LEASE
              awaits      read of the store
              lease       valid for 17345 ms
              decided     12 ms ago, looks again in 1200 ms unless something happens
              last
                2026-11-23 01:44:01.000  [100.10] view      leader key is gone
                2026-11-23 01:44:02.345  [600.50] lease     acquired, term 7

            pg1 is replica, running
              because of  [710.10] Replica
              it says     no action. I am (pg1), a secondary
              paused      nothing is promoted, demoted or started by itself
              lease       none
              decided     3 ms ago

            pg2 is not one of ours (Patroni 4.1.4) and does not tell
            """);
  }

  @Test
  void members_and_lines_may_be_chosen() {
    batman.run(terminal, "why", "batman", "pg0", "-n", "1");

    assertThat(terminal.printed())
        .contains("acquired, term 7")
        .doesNotContain("leader key is gone", "pg1 is");
  }

  @Test
  void a_change_of_leader_is_told_by_all_nodes_together() {
    batman.run(terminal, "why", "--failover");

    assertThat(terminal.printed())
        .isEqualTo(
            """
            Leadership moved from pg2 to pg0
            +-------------------------+-----+-----+------+-------------+--------------------+
            | Time                    |  ms | +ms | Node | Phase       | What               |
            +-------------------------+-----+-----+------+-------------+--------------------+
            | 2026-11-23 01:44:01.090 |   0 |   0 | pg1  | leader gone | leader key is gone |
            | 2026-11-23 01:44:01.100 |  10 |  10 | pg0  | leader gone | leader key is gone |
            | 2026-11-23 01:44:01.250 | 160 | 150 | pg0  | lease won   | acquired, term 7   |
            | 2026-11-23 01:44:01.600 | 510 | 350 | pg0  | writable    | writable           |
            | 2026-11-23 01:44:02.000 | 910 | 400 | pg1  | streaming   | streaming from pg0 |
            +-------------------------+-----+-----+------+-------------+--------------------+
            pg2 is not one of ours (Patroni 4.1.4) and does not tell
            """);
  }

  @Test
  void nobody_may_know_of_a_change() {
    batman.run(terminal, "why", "batman", "pg2", "--failover");

    assertThat(terminal.printed())
        .isEqualTo(
            """
            No node knows of a change of leader
            pg2 is not one of ours (Patroni 4.1.4) and does not tell
            """);
  }

  @Test
  void programs_get_everything() {
    batman.run(terminal, "why", "-f", "json");

    assertThat(terminal.printed())
        .hasLineCount(1)
        .contains(
            "\"rule\": \"700.90\"",
            "\"phase\": \"lease_won\"",
            "\"tried\": [\"100.10\"]",
            "{\"node\": \"pg2\", \"error\": \"is not one of ours");
    assertThat(Json.isJson(terminal.printed())).isTrue();
  }

  @Test
  void a_node_that_is_away_or_too_old_does_not_keep_the_others() {
    batman.member("pg2", batman.replica(2, Batman.POSITION, OURS));
    batman.api(1).close();

    batman.run(terminal, "why");

    assertThat(terminal.printed())
        .containsPattern("pg1 cannot be asked: http://127.0.0.1:\\d+/patroni refuses connections")
        .contains("pg2 does not tell; its version is too old", "pg0 is primary");
  }

  private static String failover(String node, String phases) {
    return """
        {"cluster": "batman", "node": "%s", "old_leader": "pg2", "new_leader": "pg0",
         "complete": true, "total_ms": 500, "phases": [%s]}"""
        .formatted(node, phases);
  }
}
