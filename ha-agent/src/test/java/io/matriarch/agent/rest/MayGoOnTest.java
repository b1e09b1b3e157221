package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.agent.config.BasicCredentials;
import io.matriarch.agent.config.CtlSection;
import io.matriarch.agent.config.RestSection;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A leader without store asks another member whether it may go on. */
class MayGoOnTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final NodeName PEER = NodeName.of("b");
  private static final FailsafePing PING =
      new FailsafePing(
          NodeName.of("a"),
          "postgres://10.0.0.1:5432/postgres",
          "http://10.0.0.1:8008/patroni",
          new TreeMap<>(Map.of("b", 7L, "a", 8L)),
          Duration.ofSeconds(40));

  private final HttpPeerGateway gateway = new HttpPeerGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aReplicaOfOursAcceptsAndTellsItsPosition() throws Exception {
    FixedNode node = new FixedNode(Statuses.replica().build());
    node.failsafe =
        CompletableFuture.completedFuture(new FailsafeAnswer.Accepted(OptionalLong.of(83_886_176)));
    try (RestServer server = RestServer.start(Loopback.section(), node, new TestTicker())) {
      FailsafeVote vote = ask("http://127.0.0.1:" + server.port() + "/patroni");

      assertThat(vote)
          .isEqualTo(new FailsafeVote(PEER, true, OptionalLong.of(83_886_176), "200 Accepted"));
    }
  }

  @Test
  void aMemberThatRunsAsALeaderDoesNotAccept() throws Exception {
    FixedNode node = new FixedNode(Statuses.primary().build());
    node.failsafe = CompletableFuture.completedFuture(new FailsafeAnswer.RunningAsLeader());
    try (RestServer server = RestServer.start(Loopback.section(), node, new TestTicker())) {
      FailsafeVote vote = ask("http://127.0.0.1:" + server.port() + "/patroni");

      assertThat(vote.accepted()).isFalse();
      assertThat(vote.detail()).isEqualTo("500 Running as a leader");
    }
  }

  @Test
  void theQuestionSaysWhoAsksAndWhatItsSlotsAre() throws Exception {
    try (OneShotServer peer = new OneShotServer("200 OK", "Accepted")) {
      assertThat(ask(peer.url()).accepted()).isTrue();

      String request = peer.requests().get(0);
      assertThat(request).startsWith("POST /failsafe HTTP/1.1\r\n");
      assertThat(Json.object(request.substring(request.indexOf("\r\n\r\n") + 4)).orElseThrow())
          .isEqualTo(
              Map.of(
                  "name", "a",
                  "conn_url", "postgres://10.0.0.1:5432/postgres",
                  "api_url", "http://10.0.0.1:8008/patroni",
                  "slots", Map.of("a", 8, "b", 7),
                  "ttl", 40));
      assertThat(request).doesNotContainIgnoringCase("authorization");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, dXNlcjpzZWNyZXQ=", "false, cmVzdDpvdGhlcg=="})
  void credentialsOfTheToolsComeBeforeTheOwnApis(boolean withTools, String encoded)
      throws Exception {
    RestSection rest =
        new Sections()
            .with(s -> s.authentication = Optional.of(new BasicCredentials("rest", "other")))
            .build();
    CtlSection ctl =
        withTools
            ? new CtlSection(
                Optional.of(new BasicCredentials("user", "secret")),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())
            : CtlSection.NONE;
    gateway.reconfigure(PeerAccess.of(rest, ctl));
    try (OneShotServer peer = new OneShotServer("200 OK", "Accepted")) {
      ask(peer.url());

      assertThat(peer.requests().get(0)).contains("Authorization: Basic " + encoded + "\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"202 Accepted, Accepted", "200 OK, Accepted.", "200 OK, ''", "503 No, Accepted"})
  void onlyTheRightCodeWithTheRightWordAccepts(String status, String body) throws Exception {
    try (OneShotServer peer = new OneShotServer(status, body)) {
      assertThat(ask(peer.url()).accepted()).isFalse();
      assertThat(peer.requests()).hasSize(1);
    }
  }

  @Test
  void aConnectionThatBreaksIsTriedOnceMore() throws Exception {
    try (OneShotServer peer = new OneShotServer("", "", "200 OK", "Accepted")) {
      assertThat(ask(peer.url()).accepted()).isTrue();
      assertThat(peer.requests()).hasSize(2);
    }
    try (OneShotServer peer = new OneShotServer("", "", "", "", "200 OK", "Accepted")) {
      assertThat(ask(peer.url()).accepted()).isFalse();
      assertThat(peer.requests()).hasSize(2);
    }
  }

  @Test
  void aQuestionWithoutAnswerIsAskedAgainWhileTheFirstStillCounts() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/patroni";
      var vote = gateway.mayGoOn(PEER, url, PING, Duration.ofSeconds(4)).toCompletableFuture();
      try (Socket first = silent.accept();
          Socket second = silent.accept()) {
        assertThat(second.isConnected()).isTrue();
        first
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nAccepted"
                    .getBytes(StandardCharsets.US_ASCII));

        assertThat(vote.get(5, TimeUnit.SECONDS).accepted()).isTrue();
      }
    }
  }

  @Test
  void silenceIsNoConsentAndCostsNoMoreThanTheTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/patroni";

      FailsafeVote vote =
          gateway
              .mayGoOn(PEER, url, PING, Duration.ofMillis(200))
              .toCompletableFuture()
              .get(5, TimeUnit.SECONDS);

      assertThat(vote)
          .isEqualTo(new FailsafeVote(PEER, false, OptionalLong.empty(), "no answer in time"));
    }
  }

  @Test
  void aRefusedConnectionIsKnownAtOnce() throws Exception {
    FailsafeVote vote =
        gateway
            .mayGoOn(
                PEER, "http://" + Loopback.freePort() + "/patroni", PING, Duration.ofMinutes(1))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);

    assertThat(vote.accepted()).isFalse();
    assertThat(vote.detail()).isEqualTo("ConnectException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a url", "ftp://host/patroni", "http:///patroni", "/patroni"})
  void anAddressThatCannotBeAskedIsNoConsent(String url) throws Exception {
    assertThat(ask(url).accepted()).isFalse();
  }

  @Test
  void warmingUpAsksTheOwnApi() throws Exception {
    try (OneShotServer self = new OneShotServer("200 OK", "")) {
      gateway.warmUp(self.url());

      await().atMost(Duration.ofSeconds(10)).until(() -> self.requests().size() == 1);
      assertThat(self.requests().get(0)).startsWith("GET /liveness HTTP/1.1\r\n");
    }
    gateway.warmUp("no address");
  }

  private FailsafeVote ask(String apiUrl) throws Exception {
    return gateway
        .mayGoOn(PEER, apiUrl, PING, TIMEOUT)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
