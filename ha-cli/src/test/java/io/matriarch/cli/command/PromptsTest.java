package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.testkit.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked when nothing is forced, in which order, and what answers lead to. */
class PromptsTest {
  private static final String TABLE_END = "+-----+\n";

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
  void switchover_asks_for_everything_and_takes_the_defaults() {
    batman.api(0).answers("POST /switchover", 200, "Successfully switched over to \"pg1\"");

    FakeTerminal terminal = run(0, new FakeTerminal("", "pg1", "", "y"), "switchover");

    assertThat(asked(terminal))
        .startsWith(
            """
            Primary [pg0]:\s
            Candidate ['pg1', 'pg2'] []:\s
            When should the switchover take place (e.g. 2026-11-23T02:44 )  [now]:\s
            Are you sure you want to switchover cluster batman, demoting current leader pg0? [y/N]:\s
            2026-11-23 01:44:40.18234 Successfully switched over to "pg1"
            """);
    assertThat(batman.api(0).requests())
        .containsExactly("POST /switchover {\"leader\":\"pg0\",\"candidate\":\"pg1\"}");
  }

  @Test
  void switchover_at_a_time_may_be_declined() {
    FakeTerminal terminal =
        run(1, new FakeTerminal("pg0", "", "2026-11-24 10:00+01:00", "n"), "switchover");

    assertThat(asked(terminal))
        .contains("schedule switchover of cluster batman at 2026-11-24T10:00+01:00, demoting");
    assertThat(terminal.errors()).isEqualTo("Error: Aborting scheduled switchover\n");
    assertThat(batman.api(0).requests()).isEmpty();
  }

  @Test
  void a_standby_cluster_has_a_standby_leader() {
    batman.write(StoreKeys.CONFIG, "{\"standby_cluster\":{\"host\":\"10.0.0.1\"}}");

    FakeTerminal terminal = run(1, new FakeTerminal(), "switchover");

    assertThat(terminal.shown()).contains("Standby Leader [pg0]: Aborted!\n");
  }

  @Test
  void failover_to_an_asynchronous_node_needs_one_more_yes() {
    batman.write(StoreKeys.CONFIG, "{\"synchronous_mode\":true}");
    batman.write(StoreKeys.SYNC, "{\"leader\":\"pg0\",\"sync_standby\":\"pg1\",\"quorum\":0}");
    batman.api(0).answers("POST /failover", 200, "Successfully failed over to \"pg2\"");

    FakeTerminal declined = run(1, new FakeTerminal("pg2", "n"), "failover");
    FakeTerminal accepted = run(0, new FakeTerminal("pg2", "y", "y"), "failover");
    FakeTerminal synchronous = run(1, new FakeTerminal("pg1", "n"), "failover");

    assertThat(asked(declined))
        .isEqualTo(
            """
            Candidate ['pg1', 'pg2'] []:\s
            Are you sure you want to failover to the asynchronous node pg2? [y/N]:\s
            Error: Aborting failover
            """);
    assertThat(accepted.answersLeft()).isZero();
    assertThat(asked(synchronous)).doesNotContain("asynchronous").contains("Aborting failover");
  }

  @Test
  void restart_asks_who_when_whether_and_how_old() {
    batman.api(1).answers("POST /restart", 200, "restarted successfully");

    FakeTerminal terminal = run(0, new FakeTerminal("pg1", "", "y", "15.9"), "restart", "batman");

    assertThat(asked(terminal))
        .isEqualTo(
            """
            Which member do you want to restart [pg0, pg1, pg2]? []:\s
            When should the restart take place (e.g. 2026-11-23T02:44)  [now]:\s
            Are you sure you want to restart members pg1? [y/N]:\s
            Restart if the PostgreSQL version is less than provided (e.g. 9.5.2)  []:\s
            Success: restart on member pg1
            """);
    assertThat(batman.api(1).requests())
        .containsExactly("POST /restart {\"postgres_version\":\"15.9\"}");
  }

  @Test
  void an_answer_that_is_neither_yes_nor_no_is_asked_for_again() {
    batman.api(1).answers("POST /reload", 200, "");

    FakeTerminal terminal = run(0, new FakeTerminal("maybe", "YES"), "reload", "batman", "pg1");

    assertThat(asked(terminal))
        .contains("Error: invalid input\n", "No changes to apply on member pg1\n");
  }

  @Test
  void no_is_the_end_of_it() {
    FakeTerminal terminal = run(1, new FakeTerminal(""), "reload", "batman", "pg1", "pg2");

    assertThat(asked(terminal))
        .isEqualTo(
            """
            Are you sure you want to reload members pg1, pg2? [y/N]:\s
            Error: Aborted reload
            """);
    assertThat(batman.api(1).requests()).isEmpty();
  }

  @Test
  void a_busy_replica_is_reinitialized_if_that_is_confirmed() {
    batman
        .api(1)
        .answers("POST /reinitialize", 503, "restarting already in progress")
        .answers("POST /reinitialize", 200, "reinitialize started");

    FakeTerminal terminal = run(0, new FakeTerminal("pg1", "y", "y"), "reinit", "batman");

    assertThat(asked(terminal))
        .isEqualTo(
            """
            Which member do you want to reinitialize [pg1, pg2]? []:\s
            Are you sure you want to reinitialize members pg1? [y/N]:\s
            Failed: reinitialize for member pg1, status code=503, (restarting already in progress)
            Do you want to cancel it and reinitialize anyway? [y/N]:\s
            Success: reinitialize for member pg1
            """);
    assertThat(batman.api(1).requests())
        .containsExactly(
            "POST /reinitialize {\"force\":false,\"from_leader\":false}",
            "POST /reinitialize {\"force\":true,\"from_leader\":false}");
  }

  @Test
  void reinit_waits_until_the_copy_is_complete() {
    batman
        .api(1)
        .answers("POST /reinitialize", 200, "reinitialize started")
        .answers("GET /patroni", 200, "{\"state\": \"creating replica\"}")
        .answers("GET /patroni", 200, "{\"state\": \"running\"}");

    FakeTerminal terminal =
        run(0, new FakeTerminal(), "reinit", "batman", "pg1", "--force", "--wait", "--from-leader");

    assertThat(asked(terminal))
        .endsWith(
            """
            Waiting for reinitialize to complete on: pg1
            Reinitialize is completed on: pg1
            """);
    assertThat(batman.api(1).requests())
        .containsExactly(
            "POST /reinitialize {\"force\":true,\"from_leader\":true}",
            "GET /patroni",
            "GET /patroni");
  }

  @Test
  void an_edited_configuration_is_applied_only_if_that_is_confirmed() {
    String before = config();

    FakeTerminal declined = run(0, new FakeTerminal("ttl: 25\n", "n"), "edit-config");
    String afterNo = config();
    FakeTerminal accepted = run(0, new FakeTerminal("ttl: 25\n", "y"), "edit-config");

    assertThat(declined.shown()).contains("+ttl: 25\n").endsWith("Apply these changes? [y/N]: \n");
    assertThat(afterNo).isEqualTo(before);
    assertThat(accepted.shown()).endsWith("Configuration changed\n");
    assertThat(config()).isEqualTo("{\"ttl\":25}");
  }

  @Test
  void remove_asks_three_times() {
    FakeTerminal terminal =
        run(1, new FakeTerminal("batman", "Yes I am aware", "pg0"), "remove", "batman");

    assertThat(asked(terminal))
        .isEqualTo(
            """
            Please confirm the cluster name to remove:\s
            You are about to remove all information in DCS for batman, please type: "Yes I am aware":\s
            This cluster currently is healthy. Please specify the leader name to continue:\s
            Error: this store cannot remove a cluster
            """);
  }

  @Test
  void one_wrong_answer_keeps_the_cluster() {
    assertThat(run(1, new FakeTerminal("robin"), "remove", "batman").errors())
        .isEqualTo("Error: Cluster names specified do not match\n");
    assertThat(run(1, new FakeTerminal("batman", "yes"), "remove", "batman").errors())
        .isEqualTo("Error: You did not exactly type \"Yes I am aware\"\n");
    assertThat(
            run(1, new FakeTerminal("batman", "Yes I am aware", "pg1"), "remove", "batman")
                .errors())
        .isEqualTo("Error: You did not specify the current leader of the cluster\n");
  }

  private String config() {
    return batman.store().image().documents().get(StoreKeys.CONFIG).value();
  }

  private FakeTerminal run(int exit, FakeTerminal terminal, String... arguments) {
    assertThat(batman.run(terminal, arguments)).as(terminal.shown()).isEqualTo(exit);
    return terminal;
  }

  /** What is shown after the first table. */
  private static String asked(FakeTerminal terminal) {
    String shown = terminal.shown();
    int end = shown.indexOf("| pg2 ");
    return shown.substring(shown.indexOf(TABLE_END, end) + TABLE_END.length());
  }
}
