package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.agent.config.RestSection;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.config.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestServerTest {
  private final TestTicker ticker = new TestTicker();
  private final FixedNode node = new FixedNode(Statuses.primary().build());
  private final HttpClient client = HttpClient.newHttpClient();
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    server = RestServer.start(Loopback.section(), node, ticker);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aHungNodeStopsCallingItselfPrimaryWhenItsLeaseEnds() throws Exception {
    assertThat(get("/primary").statusCode()).isEqualTo(200);

    ticker.advance(Duration.ofSeconds(25));

    HttpResponse<String> answer = get("/primary");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"state\": \"unknown\"", "\"role\": \"demoted\"");
    assertThat(answer.body()).doesNotContain("xlog", "primary");
  }

  @Test
  void theSnapshotOfThisMomentIsServed() throws Exception {
    assertThat(get("/replica").statusCode()).isEqualTo(503);

    node.status = Statuses.replica().build();

    assertThat(get("/replica").statusCode()).isEqualTo(200);
    assertThat(get("/patroni").body()).contains("\"role\": \"replica\"");
  }

  @Test
  void peersReadASnapshotThatIsNotOlderThanTheirQuestion() throws Exception {
    node.status = Statuses.replica().build();
    node.refreshed =
        () ->
            CompletableFuture.completedFuture(
                Statuses.replica().with(s -> s.replayed = 1_999_999).build());

    assertThat(get("/patroni").body()).contains("\"replayed_location\": 1999999");
  }

  @Test
  void aNodeThatDoesNotLookAgainAnswersWithWhatItHas() throws Exception {
    node.refreshed = CompletableFuture::new;

    HttpResponse<String> answer = get("/patroni");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"role\": \"primary\"");
  }

  @Test
  void headHasTheCodeAndNoBody() throws Exception {
    HttpResponse<String> answer = send("HEAD", "/replica", null);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void oneConnectionServesManyRequests() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(5000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (int i = 0; i < 3; i++) {
        socket
            .getOutputStream()
            .write("HEAD /primary HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
        while (!in.readLine().isEmpty()) {
          continue;
        }
      }
    }
  }

  @Test
  void livenessTellsWhichProcessAnswers() throws Exception {
    HttpResponse<String> answer = get("/liveness");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Matriarch-Instance")).contains(server.instance());
  }

  @Test
  void explainTellsRuleFactsAndHowLongTheLeaseHolds() throws Exception {
    ticker.advance(Duration.ofSeconds(2));

    Map<String, Object> json = Json.object(get("/ha/explain").body()).orElseThrow();

    assertThat(json)
        .containsEntry("rule", "700.90")
        .containsEntry("reason", "no action. I am (b), the leader with the lock")
        .containsEntry("leading", true)
        .containsEntry("lease_valid_for_ms", 23_000)
        .containsEntry("next_wake_ms", 8_000)
        .containsEntry("decided_ms_ago", 2_000);
    assertThat(json.get("facts").toString()).contains("LEASE_HELD");
    assertThat(json.get("awaiting").toString()).contains("lease renewal");
  }

  @Test
  void failsafeIsAcceptedWithTheOwnPosition() throws Exception {
    node.failsafe =
        CompletableFuture.completedFuture(new FailsafeAnswer.Accepted(OptionalLong.of(83_886_176)));

    HttpResponse<String> answer = send("POST", "/failsafe", "{\"name\":\"a\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("Accepted");
    assertThat(answer.headers().firstValue("lsn")).contains("83886176");
    assertThat(node.pingedFor).isEmpty();
  }

  @Test
  void failsafeLastsAsLongAsTheLeaderSays() throws Exception {
    node.failsafe =
        CompletableFuture.completedFuture(new FailsafeAnswer.Accepted(OptionalLong.empty()));

    send("POST", "/failsafe", "{\"name\":\"a\",\"ttl\":40}");
    assertThat(node.pingedFor).contains(Duration.ofSeconds(40));

    send("POST", "/failsafe", "{\"name\":\"a\"}");
    assertThat(node.pingedFor).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"long\"", "\"40\"", "0", "-1", "1.5", "2147483648", "1e30", "[40]"})
  void aFailsafeRequestForATimeThatNoTtlHasIsBad(String ttl) throws Exception {
    node.failsafe =
        CompletableFuture.completedFuture(new FailsafeAnswer.Accepted(OptionalLong.empty()));

    HttpResponse<String> answer = send("POST", "/failsafe", "{\"name\":\"a\",\"ttl\":" + ttl + "}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("ttl: not a number of seconds that a ttl can have");
    assertThat(node.pingedFor).isEmpty();
  }

  @Test
  void failsafeForLongerThanTheNodePromisesIsRefused() throws Exception {
    node.failsafe =
        CompletableFuture.completedFuture(new FailsafeAnswer.TooLong(Duration.ofMinutes(10)));

    HttpResponse<String> answer = send("POST", "/failsafe", "{\"name\":\"a\",\"ttl\":601}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("ttl: no more than 600 s are promised");
  }

  @Test
  void failsafeIsRefusedByALeaderAndWhereTheModeIsOff() throws Exception {
    node.failsafe = CompletableFuture.completedFuture(new FailsafeAnswer.RunningAsLeader());
    HttpResponse<String> leader = send("POST", "/failsafe", "{\"name\":\"a\"}");
    assertThat(leader.statusCode()).isEqualTo(500);
    assertThat(leader.body()).isEqualTo("Running as a leader");

    node.failsafe = CompletableFuture.completedFuture(new FailsafeAnswer.Disabled());
    assertThat(send("POST", "/failsafe", "{\"name\":\"a\"}").statusCode()).isEqualTo(502);
  }

  @Test
  void anEndedNodeAcceptsNoFailsafe() throws Exception {
    node.failsafe = CompletableFuture.failedFuture(new IllegalStateException("ended"));

    assertThat(send("POST", "/failsafe", "{\"name\":\"a\"}").statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{bad", "[]", "{}", "{\"name\":\"\"}", "{\"name\":null}"})
  void aFailsafeRequestWithoutANameIsBad(String body) throws Exception {
    assertThat(send("POST", "/failsafe", body).statusCode()).isEqualTo(400);
  }

  @Test
  void aBrokenEscapeInTheQueryIsTheClientsMistake() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(5000);
      socket
          .getOutputStream()
          .write("GET /replica?lag=%zz HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String status =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();

      assertThat(status).contains("400");
    }
  }

  @Test
  void aBusyPortIsReportedAtOnce() {
    RestSection taken = Loopback.section(server.port());

    assertThatThrownBy(() -> RestServer.start(taken, node, ticker))
        .isInstanceOf(BindException.class);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, null);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, publisher)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
