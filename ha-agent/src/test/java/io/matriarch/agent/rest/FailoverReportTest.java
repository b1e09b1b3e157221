package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.JournalEntry.Kind;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.NodeName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Journals are written here as lines: milliseconds, kind, text. */
class FailoverReportTest {
  private static final NodeName SELF = NodeName.of("b");
  private static final Instant MIDNIGHT = Instant.parse("2030-01-01T00:00:00Z");

  private static final String WON =
      """
      0 view leader is a
      1000 view leader key is gone
      1001 task asking [a, c]
      1030 lease claiming
      1045 lease acquired, term 9
      1050 view leader is b
      1051 task begun: promote
      1060 decision promotion is under way
      1070 task stage: promote: promoting
      1080 task stage: promote: point of no return
      1200 task done: promote
      1220 resource writable
      """;

  @Test
  void theWinnerTellsEveryStepOfIt() {
    FailoverReport report = report(WON).orElseThrow();

    assertThat(report.oldLeader()).contains("a");
    assertThat(report.newLeader()).contains("b");
    assertThat(report.complete()).isTrue();
    assertThat(report.total()).isEqualTo(Duration.ofMillis(220));
    assertThat(steps(report))
        .containsExactly(
            "leader_gone 0",
            "survey 1",
            "claim 30",
            "lease_won 45",
            "leader_seen 50",
            "promotion_begun 51",
            "point_of_no_return 80",
            "promotion_done 200",
            "writable 220");
  }

  @Test
  void whatComesAfterItDoesNotBelongToIt() {
    FailoverReport report =
        report(
                WON
                    + """
                    9000 task begun: restart
                    9500 resource writable
                    9600 resource streaming from 10.0.0.1:5432
                    """)
            .orElseThrow();

    assertThat(report).isEqualTo(report(WON).orElseThrow());
  }

  @Test
  void anOnlookerStreamsFromTheNewLeaderInTheEnd() {
    FailoverReport report =
        report(
                """
                0 view leader is a
                5 resource streaming from 10.0.0.1:5432
                1000 view leader key is gone
                1300 resource streaming from 10.0.0.1:5432
                1400 view leader is c
                1600 resource streaming from 10.0.0.3:5432
                """)
            .orElseThrow();

    assertThat(report.newLeader()).contains("c");
    assertThat(steps(report)).containsExactly("leader_gone 0", "leader_seen 400", "streaming 600");
  }

  @Test
  void theOldLeaderTellsHowItHandedOver() {
    FailoverReport report =
        report(
                """
                0 view leader is b
                1000 task begun: stop graceful
                1200 task stage: stop graceful: shutdown checkpoint
                1205 lease releasing
                1210 lease released
                1220 view leader key is gone
                1300 view leader is c
                2000 resource streaming from c
                """)
            .orElseThrow();

    assertThat(report.oldLeader()).contains("b");
    assertThat(steps(report))
        .containsExactly(
            "stop_begun 0",
            "shutdown_checkpoint 200",
            "lease_releasing 205",
            "lease_released 210",
            "leader_gone 220",
            "leader_seen 300",
            "streaming 1000");
  }

  @Test
  void aCrashBelongsToTheChangeThatItCausesOnly() {
    String crash =
        """
        0 view leader is b
        100 resource exited
        """;

    assertThat(report(crash)).isEmpty();
    assertThat(report(crash + "900 resource writable\n")).isEmpty();
    assertThat(
            steps(
                report(crash + "900 resource writable\n5000 lease lost: expired\n").orElseThrow()))
        .containsExactly("lease_lost 0");
    assertThat(steps(report(crash + "300 lease released\n").orElseThrow()))
        .containsExactly("server_exited 0", "lease_released 200");
  }

  @Test
  void theEndOfAReplicasServerChangesNoLeader() {
    assertThat(report("0 view leader is a\n100 resource exited\n200 task begun: stop fast\n"))
        .isEmpty();
    assertThat(
            steps(
                report("0 view leader is a\n100 resource exited\n200 view leader key is gone\n")
                    .orElseThrow()))
        .containsExactly("leader_gone 0");
  }

  @Test
  void whileNobodyLeadsTheReportIsIncomplete() {
    FailoverReport report =
        report("0 view leader is a\n1000 view leader key is gone\n").orElseThrow();

    assertThat(report.newLeader()).isEmpty();
    assertThat(report.complete()).isFalse();
    assertThat(report.total()).isZero();
  }

  @Test
  void attemptsAreCounted() {
    FailoverReport report =
        report(
                """
                1000 view leader key is gone
                1010 lease claiming
                1020 view leader key is gone
                2010 lease claiming
                2020 lease acquired, term 3
                """)
            .orElseThrow();

    assertThat(report.oldLeader()).isEmpty();
    assertThat(report.steps()).extracting(FailoverReport.Step::times).containsExactly(2, 2, 1);
    assertThat(report.complete()).isFalse();
  }

  @Test
  void theLastOfSeveralChangesCounts() {
    FailoverReport report =
        report(
                WON
                    + """
                    5000 lease lost: the store did not answer
                    5100 view leader is a
                    5900 resource streaming from a
                    """)
            .orElseThrow();

    assertThat(report.oldLeader()).contains("b");
    assertThat(report.newLeader()).contains("a");
    assertThat(steps(report)).containsExactly("lease_lost 0", "leader_seen 100", "streaming 900");
  }

  @Test
  void aChangeWithoutAGapIsSeenByTheNewName() {
    FailoverReport report =
        report("0 view leader is a\n700 view leader is c\n900 resource streaming from c\n")
            .orElseThrow();

    assertThat(report.oldLeader()).contains("a");
    assertThat(steps(report)).containsExactly("leader_seen 0", "streaming 200");
  }

  @Test
  void theFirstLeaderThatIsSeenIsNoChange() {
    assertThat(report("")).isEmpty();
    assertThat(report("0 view leader is a\n5 resource streaming from a\n9 view leader is a\n"))
        .isEmpty();
  }

  @Test
  void itIsADocument() {
    Map<String, Object> json =
        Json.object(
                new String(
                    FailoverJson.body(Statuses.replica().build(), journal(WON)),
                    StandardCharsets.UTF_8))
            .orElseThrow();

    assertThat(json)
        .containsEntry("node", "b")
        .containsEntry("old_leader", "a")
        .containsEntry("total_ms", 220);
    assertThat(Json.asObject(Json.asArray(json.get("phases")).orElseThrow().get(2)).orElseThrow())
        .isEqualTo(
            Map.of(
                "phase", "claim",
                "at", "2030-01-01T00:00:01.030000+00:00",
                "ms", 30,
                "since_previous_ms", 29,
                "rule", "600.10",
                "text", "claiming",
                "times", 1));
  }

  @Test
  void withoutAChangeItIsADocumentOfNulls() {
    String json =
        new String(
            FailoverJson.body(Statuses.replica().build(), List.of()), StandardCharsets.UTF_8);

    assertThat(json)
        .isEqualTo(
            "{\"cluster\": \"batman\", \"node\": \"b\", \"old_leader\": null, \"new_leader\": null,"
                + " \"complete\": null, \"total_ms\": null, \"phases\": []}");
  }

  private static Optional<FailoverReport> report(String lines) {
    return FailoverReport.of(SELF, journal(lines));
  }

  private static List<String> steps(FailoverReport report) {
    return report.steps().stream()
        .map(step -> step.phase().text() + " " + step.after().toMillis())
        .toList();
  }

  static List<JournalEntry> journal(String lines) {
    List<JournalEntry> entries = new ArrayList<>();
    lines
        .lines()
        .forEach(
            line -> {
              String[] parts = line.strip().split(" ", 3);
              Duration at = Duration.ofMillis(Long.parseLong(parts[0]));
              entries.add(
                  new JournalEntry(
                      TestTicker.START.plus(at),
                      MIDNIGHT.plus(at),
                      Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                      "600.10",
                      parts[2],
                      List.of()));
            });
    return entries;
  }
}
