package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import io.matriarch.core.peer.PeerStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPeerGatewayTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpPeerGateway gateway = new HttpPeerGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aReplicaIsAsFarAsItReceivedOrReplayed() throws Exception {
    PeerStatus received = ask(200, replica(300, 200, "3"));
    PeerStatus replayed = ask(200, replica(0, 200, "3"));

    assertThat(received.reachable()).isTrue();
    assertThat(received.primary()).isFalse();
    assertThat(received.position()).contains(new Position(3, 300));
    assertThat(replayed.position()).contains(new Position(3, 200));
  }

  @Test
  void aReplicaWithoutTimelineHasAPositionOfUnknownBranch() throws Exception {
    assertThat(ask(200, replica(300, 200, "null")).position()).contains(new Position(0, 300));
  }

  @ParameterizedTest
  @CsvSource({"primary, 83886176", "master, 83886176", "replica, 83886176", "primary, 0"})
  void aLocationOrTheRoleMakesAPrimary(String role, long location) throws Exception {
    PeerStatus status =
        ask(
            200,
            "{\"role\": \"%s\", \"xlog\": {\"location\": %d}, \"timeline\": 4}"
                .formatted(role, location));

    assertThat(status.primary()).isTrue();
    assertThat(status.position())
        .isEqualTo(location > 0 ? Optional.of(new Position(4, location)) : Optional.empty());
  }

  @Test
  void aStandbyLeaderIsNoPrimary() throws Exception {
    String body =
        "{\"role\": \"standby_leader\", \"xlog\": {\"received_location\": 5}, \"timeline\": 1}";

    assertThat(ask(200, body).primary()).isFalse();
  }

  @Test
  void theOlderNameOfTheLogCountsToo() throws Exception {
    String body = "{\"role\": \"replica\", \"wal\": {\"received_location\": 5}, \"timeline\": 1}";

    assertThat(ask(200, body).position()).contains(new Position(1, 5));
  }

  @Test
  void anyStatusCodeWithAUsableBodyCounts() throws Exception {
    assertThat(ask(503, replica(300, 200, "3")).reachable()).isTrue();
  }

  @Test
  void tagsAndAFailedWatchdogAreTakenOver() throws Exception {
    PeerStatus status =
        ask(
            200,
            "{\"role\": \"replica\", \"xlog\": {\"received_location\": 5},"
                + " \"tags\": {\"nofailover\": true, \"rank\": 2}, \"watchdog_failed\": true}");

    assertThat(status.tags().nofailover()).isTrue();
    assertThat(status.tags().values()).containsEntry("rank", 2);
    assertThat(status.watchdogFailed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "unknown",
      value = {
        "4.1.4, streaming, true",
        "3.0.2, streaming, true",
        "4.1.4, in archive recovery, false",
        "4.1.4, '', false",
        "3.0.2, '', unknown"
      })
  void aReplicaTellsWhetherItStreamsOrIsTooOldToTell(String version, String state, Boolean streams)
      throws Exception {
    String told = state.isEmpty() ? "" : "\"replication_state\": \"" + state + "\", ";
    String body =
        "{\"role\": \"replica\", \"xlog\": {\"received_location\": 5}, %s\"patroni\": {\"version\": \"%s\"}}"
            .formatted(told, version);

    assertThat(ask(200, body).streaming()).isEqualTo(Optional.ofNullable(streams));
  }

  @ParameterizedTest
  @CsvSource({"peer, true", "somebody-else, false"})
  void whoeverHasTheAddressNowIsNotTakenForThePeer(String name, boolean isThePeer)
      throws Exception {
    String body =
        "{\"role\": \"primary\", \"xlog\": {\"location\": 5}, \"patroni\": {\"name\": \"%s\"}}"
            .formatted(name);

    assertThat(ask(200, body).reachable()).isEqualTo(isThePeer);
    assertThat(ask(200, body).primary()).isEqualTo(isThePeer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"role\": \"replica\"}",
        "{\"xlog\": 1}",
        "{\"xlog\": null}"
      })
  void anUnusableBodyIsNoAnswer(String body) throws Exception {
    assertThat(ask(200, body)).isEqualTo(PeerStatus.unreachable(NodeName.of("peer")));
  }

  @Test
  void aRefusedConnectionIsKnownAtOnce() throws Exception {
    String url = "http://" + Loopback.freePort() + "/patroni";
    long begun = System.nanoTime();

    PeerStatus status = get(member(url), Duration.ofSeconds(30));

    assertThat(status.reachable()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aSilentPeerCostsNoMoreThanTheTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/patroni";

      assertThat(get(member(url), Duration.ofMillis(200)).reachable()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a url", "ftp://host/patroni", "http:///patroni", "/patroni"})
  void anAddressThatCannotBeAskedIsUnreachable(String url) throws Exception {
    assertThat(get(member(url), TIMEOUT).reachable()).isFalse();
  }

  @Test
  void closingAbandonsWhatIsInFlight() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/patroni";
      var answer = gateway.ask(member(url), Duration.ofMinutes(1)).toCompletableFuture();

      gateway.close();

      assertThat(answer.get(5, TimeUnit.SECONDS).reachable()).isFalse();
    }
  }

  private PeerStatus ask(int code, String body) throws Exception {
    HttpServer peer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    peer.createContext(
        "/patroni",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    peer.start();
    try {
      return get(member("http://127.0.0.1:" + peer.getAddress().getPort() + "/patroni"), TIMEOUT);
    } finally {
      peer.stop(0);
    }
  }

  private PeerStatus get(MemberRecord member, Duration timeout) throws Exception {
    return gateway.ask(member, timeout).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static String replica(long received, long replayed, String timeline) {
    return "{\"role\": \"replica\", \"xlog\": {\"received_location\": %d, \"replayed_location\": %d}, \"timeline\": %s}"
        .formatted(received, replayed, timeline);
  }

  static MemberRecord member(String url) throws IOException {
    return new MemberRecord(
        NodeName.of("peer"),
        "",
        url,
        RunState.RUNNING,
        Role.REPLICA,
        "4.1.4",
        Tags.NONE,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        false,
        new TreeMap<>(),
        Optional.empty(),
        "",
        false,
        true);
  }
}
