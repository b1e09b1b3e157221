package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NameCheckTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @Test
  void anAnswerFromAnotherProcessMeansTheNameIsTaken() throws Exception {
    FixedNode node = new FixedNode(Statuses.replica().build());
    try (RestServer other = RestServer.start(Loopback.section(), node, new TestTicker())) {
      String url = "http://127.0.0.1:" + other.port() + "/patroni";

      assertThat(
              NameCheck.isTaken(
                  HttpPeerGatewayTest.member(url), "mine", TIMEOUT, PeerAccess.open()))
          .isTrue();
    }
  }

  @Test
  void theOwnAnswerUnderTheOldAddressDoesNot() throws Exception {
    FixedNode node = new FixedNode(Statuses.replica().build());
    try (RestServer self = RestServer.start(Loopback.section(), node, new TestTicker())) {
      String url = "http://127.0.0.1:" + self.port() + "/patroni";

      assertThat(
              NameCheck.isTaken(
                  HttpPeerGatewayTest.member(url), self.instance(), TIMEOUT, PeerAccess.open()))
          .isFalse();
    }
  }

  @Test
  void silenceMeansThatItIsFree() throws Exception {
    String refused = "http://" + Loopback.freePort() + "/patroni";
    assertThat(
            NameCheck.isTaken(
                HttpPeerGatewayTest.member(refused), "mine", TIMEOUT, PeerAccess.open()))
        .isFalse();
    assertThat(
            NameCheck.isTaken(HttpPeerGatewayTest.member(""), "mine", TIMEOUT, PeerAccess.open()))
        .isFalse();

    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/patroni";
      assertThat(
              NameCheck.isTaken(
                  HttpPeerGatewayTest.member(url),
                  "mine",
                  Duration.ofMillis(200),
                  PeerAccess.open()))
          .isFalse();
    }
  }
}
