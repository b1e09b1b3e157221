package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.wire.RoleNames;
import io.matriarch.core.wire.StateNames;
import io.matriarch.core.wire.StatusCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node in the state in which another implementation's answers were recorded gives the same
 * answers: codes, content types, and the document character by character.
 */
class RecordedAnswersTest {

  record Recorded(Map<String, Object> fields) {
    String text(String key) {
      return fields.get(key).toString();
    }

    Map<String, Object> body() {
      return Json.object(text("body")).orElseThrow();
    }

    @Override
    public String toString() {
      return text("state") + " " + text("node");
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theDocumentIsTheSame(Recorded recorded) {
    StatusNow at = new StatusNow(status(recorded).build(), TestTicker.START);

    String body = new String(new StatusJson().body(at), StandardCharsets.UTF_8);

    assertThat(body).isEqualTo(recorded.text("body"));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyRouteAnswersAlike(Recorded recorded) throws Exception {
    FixedNode node = new FixedNode(status(recorded).build());
    HttpClient client = HttpClient.newHttpClient();
    try (RestServer server = RestServer.start(Loopback.freePort(), node, new TestTicker())) {
      for (Map.Entry<String, Object> answer :
          Json.asObject(recorded.fields().get("answers")).orElseThrow().entrySet()) {
        String[] request = answer.getKey().split(" ");
        Map<String, Object> expected = Json.asObject(answer.getValue()).orElseThrow();

        HttpResponse<String> actual =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + request[1]))
                    .method(request[0], HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(actual.statusCode()).as(answer.getKey()).isEqualTo(expected.get("code"));
        boolean json = Boolean.TRUE.equals(expected.get("json"));
        assertThat(actual.body()).as(answer.getKey()).isEqualTo(json ? recorded.text("body") : "");
        assertThat(actual.headers().firstValue("Content-Type"))
            .as(answer.getKey())
            .isEqualTo(
                json ? java.util.Optional.of("application/json") : java.util.Optional.empty());
      }
    }
  }

  static Stream<Recorded> recorded() throws IOException {
    try (InputStream in = RecordedAnswersTest.class.getResourceAsStream("/recorded-rest.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Json.array(text).orElseThrow().stream()
          .map(entry -> new Recorded(Json.asObject(entry).orElseThrow()));
    }
  }

  /** What our node would know in the recorded situation. */
  private static Statuses status(Recorded recorded) {
    Map<String, Object> body = recorded.body();
    Map<String, Object> log = Json.asObject(body.get("xlog")).orElse(Map.of());
    Statuses s = new Statuses();
    s.name = recorded.text("node");
    s.config = recorded.text("config");
    s.sync = recorded.text("sync");
    s.leader = recorded.text("leader");
    s.leading = s.leader.equals(s.name);
    s.writableUntil = s.leading ? MonoTime.MAX : MonoTime.MIN;
    s.optime = StatusCodec.decode(recorded.text("status"), "").position();
    s.state = StateNames.parse(body.get("state").toString());
    s.looked = s.state == RunState.RUNNING;
    s.role = RoleNames.parse(body.get("role").toString());
    s.reportedRole = s.role;
    boolean primary = s.role == Role.PRIMARY;
    s.received = number(log, primary ? "location" : "received_location");
    s.replayed = primary ? 0 : number(log, "replayed_location");
    s.timeline = number(body, "timeline");
    s.replicationState = body.getOrDefault("replication_state", "").toString();
    s.lastSeen = number(body, "dcs_last_seen");
    s.systemId = body.getOrDefault("database_system_identifier", "").toString();
    for (String key :
        List.of(
            "postmaster_start_time",
            "server_version",
            "replication",
            "pending_restart",
            "pending_restart_reason")) {
      if (body.containsKey(key)) {
        s.attributes.put(key, body.get(key));
      }
    }
    if (log.containsKey("replayed_timestamp")) {
      s.attributes.put("replayed_timestamp", log.get("replayed_timestamp"));
    }
    return s;
  }

  private static long number(Map<String, Object> object, String key) {
    return object.get(key) instanceof Number n ? n.longValue() : 0;
  }
}
