package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL on a real server, which plays all members of the cluster. */
class QueryCommandTest {
  private static final String SQL =
      "SELECT 1 AS one, true AS yes, NULL AS nothing, 'a,b' AS text, 1.50 AS exact";

  private static PostgresServer server;
  private final Batman batman = Batman.at("2026-11-23T01:44:07.000000Z");

  @TempDir private Path home;

  @BeforeAll
  static void start() throws Exception {
    server = new PostgresServer();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void configure() throws IOException {
    batman.configure(home, "scope: batman\n");
    batman.member("pg0", batman.primary(0, "").replace(":5500/", ":" + server.port() + "/"));
    batman.member(
        "pg1", batman.replica(1, Batman.POSITION, "").replace(":5501/", ":" + server.port() + "/"));
  }

  @AfterEach
  void close() {
    batman.close();
  }

  @Test
  void the_result_comes_in_every_format() {
    assertThat(query("-c", SQL))
        .isEqualTo("one\tyes\tnothing\ttext\texact\n1\tTrue\t\ta,b\t1.50\n");
    assertThat(query("-c", SQL, "--delimiter", ";"))
        .isEqualTo("one;yes;nothing;text;exact\n1;True;;a,b;1.50\n");
    assertThat(query("-c", SQL, "--format", "json"))
        .isEqualTo(
            """
            [{"one": 1, "yes": true, "nothing": null, "text": "a,b", "exact": "1.50"}]
            """);
    assertThat(query("-c", SQL, "--format", "yaml"))
        .isEqualTo(
            """
            - exact: '1.50'
              nothing: null
              one: 1
              text: a,b
              'yes': true

            """);
    assertThat(query("-c", SQL, "--format", "pretty"))
        .isEqualTo(
            """
            +-----+------+---------+------+-------+
            | one | yes  | nothing | text | exact |
            +-----+------+---------+------+-------+
            | 1   | True |         | a,b  | 1.50  |
            +-----+------+---------+------+-------+
            """);
  }

  @Test
  void sql_may_come_from_a_file_and_go_to_another_database() throws IOException {
    Path file = Files.writeString(home.resolve("x.sql"), "SELECT current_database()");

    assertThat(query("-f", file.toString(), "-d", "template1"))
        .isEqualTo("current_database\ntemplate1\n");
  }

  @Test
  void a_failure_is_a_row_and_no_error() {
    assertThat(query("-c", "SELECT nonsense"))
        .isEqualTo(
            "2026-11-23 01:44:07\tERROR, SQLSTATE: 42703 ERROR: column \"nonsense\" does not"
                + " exist\n");
    assertThat(query("-c", "SELECT nonsense", "--format", "json")).isEqualTo("[{}]\n");
  }

  @Test
  void a_server_must_be_what_it_is_asked_for_as() {
    assertThat(query("-c", "SELECT 1", "-r", "primary")).endsWith("\n1\n");
    assertThat(query("-c", "SELECT 1", "-r", "replica"))
        .isEqualTo("2026-11-23 01:44:07\tNo connection to role replica is available\n");
    assertThat(query("-c", "SELECT 1", "-m", "pg1")).endsWith("\n1\n");
    assertThat(query("-c", "SELECT 1", "-m", "pg9"))
        .isEqualTo("2026-11-23 01:44:07\tNo connection to member pg9 is available\n");
  }

  @Test
  void a_server_that_is_away_is_told_within_seconds() {
    long begun = System.nanoTime();

    assertThat(query("-c", "SELECT 1", "-m", "pg2")).contains("ERROR, SQLSTATE: 08001 ");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void the_password_is_asked_for_and_never_shown() {
    FakeTerminal terminal = new FakeTerminal("s3cret");

    batman.run(terminal, "query", "-c", "SELECT 1", "-U", "postgres", "--password");

    assertThat(terminal.shown())
        .startsWith("Password: ")
        .endsWith("\n1\n")
        .doesNotContain("s3cret");
  }

  private String query(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "query";
    all[1] = "-U";
    all[2] = "postgres";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    FakeTerminal terminal = new FakeTerminal();
    assertThat(batman.run(terminal, all)).as(terminal.shown()).isZero();
    return terminal.printed();
  }
}
