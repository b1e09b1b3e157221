package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.config.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HaRoutesTest {
  private final FixedNode node = new FixedNode(Statuses.replica().build());
  private RestServer server;
  private Http http;

  @BeforeEach
  void start() throws IOException {
    server = RestServer.start(Loopback.section(), node, new TestTicker());
    http = Http.to(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theRulesAreToldWithWhatTheyNeed() throws Exception {
    HttpResponse<String> answer = http.get("/ha/rules");

    List<Object> sections =
        Json.asArray(Json.object(answer.body()).orElseThrow().get("sections")).orElseThrow();
    Map<String, Object> first = Json.asObject(sections.get(0)).orElseThrow();
    assertThat(first).containsEntry("name", "fencing");
    assertThat(Json.asObject(Json.asArray(first.get("rows")).orElseThrow().get(0)).orElseThrow())
        .containsOnlyKeys("id", "title", "needs", "unless")
        .containsEntry("id", "100.10");
  }

  @Test
  void theJournalIsToldAsFarAsItIsWanted() throws Exception {
    node.journal =
        List.of(
            entry("2030-01-01T00:00:00Z", JournalEntry.Kind.VIEW, "leader is a", List.of()),
            entry(
                "2030-01-01T00:00:01Z",
                JournalEntry.Kind.DECISION,
                "no action",
                List.of("VIEW_KNOWN")));

    assertThat(http.get("/ha/journal").body())
        .isEqualTo(
            "{\"cluster\": \"batman\", \"node\": \"b\", \"entries\": ["
                + "{\"at\": \"2030-01-01T00:00:00+00:00\", \"kind\": \"view\","
                + " \"rule\": \"700.90\", \"text\": \"leader is a\"}, "
                + "{\"at\": \"2030-01-01T00:00:01+00:00\", \"kind\": \"decision\","
                + " \"rule\": \"700.90\", \"text\": \"no action\","
                + " \"facts\": [\"VIEW_KNOWN\"]}]}");
    assertThat(http.get("/ha/journal?since=2030-01-01T01:00:01%2B01:00").body())
        .doesNotContain("leader is a")
        .contains("no action");
  }

  @Test
  void theRecordingIsToldLineByLine() throws Exception {
    node.recording = List.of("{\"is\":\"Line.Head\"}", "{\"is\":\"Line.Beginning\"}");

    HttpResponse<String> answer = http.get("/ha/recording");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    assertThat(answer.body().lines()).containsExactlyElementsOf(node.recording);
  }

  @Test
  void aTimeThatIsNoneIsRefused() throws Exception {
    for (String since : List.of("yesterday", "2030-01-01T00:00:00")) {
      HttpResponse<String> answer = http.get("/ha/journal?since=" + since);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("with an offset");
    }
  }

  @Test
  void theLastChangeOfLeaderIsTold() throws Exception {
    node.journal = FailoverReportTest.journal("0 view leader is a\n5 view leader key is gone\n");

    assertThat(http.get("/ha/failover").body())
        .contains("\"old_leader\": \"a\", \"new_leader\": null, \"complete\": false");
  }

  private static JournalEntry entry(
      String at, JournalEntry.Kind kind, String text, List<String> facts) {
    return new JournalEntry(TestTicker.START, Instant.parse(at), kind, "700.90", text, facts);
  }
}
