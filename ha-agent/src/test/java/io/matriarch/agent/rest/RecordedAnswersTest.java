package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.StatusNow;
import io.matriarch.core.config.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node in the state in which another implementation's answers were recorded gives the same
 * answers: codes, content types, and the document character by character.
 */
class RecordedAnswersTest {

  @ParameterizedTest
  @MethodSource("recorded")
  void theDocumentIsTheSame(Recorded recorded) {
    StatusNow at = new StatusNow(recorded.status(recorded.text("body")).build(), TestTicker.START);

    String body = new String(new StatusJson().body(at), StandardCharsets.UTF_8);

    assertThat(body).isEqualTo(recorded.text("body"));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyRouteAnswersAlike(Recorded recorded) throws Exception {
    FixedNode node = new FixedNode(recorded.status(recorded.text("body")).build());
    HttpClient client = HttpClient.newHttpClient();
    try (RestServer server = RestServer.start(Loopback.section(), node, new TestTicker())) {
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
    return Recorded.all("/recorded-rest.json");
  }
}
