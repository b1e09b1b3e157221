package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.agent.config.BasicCredentials;
import io.matriarch.agent.config.HostPort;
import io.matriarch.core.api.CommandResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reload while the API is in use. */
class ReconfigureTest {
  private final FixedNode node = new FixedNode(Statuses.primary().build());
  private final Sections section = new Sections();
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    server = RestServer.start(section.build(), node, new TestTicker());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rulesAndHeadersHoldAtOnceAndOnTheSameConnection() throws Exception {
    Http http = Http.to(server);
    assertThat(http.send("POST", "/reload", "").statusCode()).isEqualTo(202);

    server.reconfigure(
        section
            .with(s -> s.authentication = Optional.of(new BasicCredentials("a", "b")))
            .with(s -> s.httpHeaders.put("X-New", "yes"))
            .build());

    HttpResponse<String> answer = http.send("POST", "/reload", "");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("X-New")).contains("yes");

    server.reconfigure(
        section
            .with(s -> s.authentication = Optional.empty())
            .with(s -> s.allowlist = List.of("10.0.0.1"))
            .build());
    assertThat(http.send("POST", "/reload", "").statusCode()).isEqualTo(403);
  }

  @Test
  void anotherAddressTakesOverFromTheOldOne() throws Exception {
    Http old = Http.to(server);
    int before = server.port();

    server.reconfigure(section.with(s -> s.listen = Loopback.freePort()).build());

    assertThat(server.port()).isEqualTo(section.listen.port()).isNotEqualTo(before);
    assertThat(Http.to(server).get("/primary").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> old.get("/primary")).isInstanceOf(IOException.class);
  }

  @Test
  void anotherHostOnTheSamePortIsTakenAfterTheOldOneWasLeft() throws Exception {
    int port = server.port();

    server.reconfigure(section.with(s -> s.listen = new HostPort("", port)).build());

    assertThat(server.port()).isEqualTo(port);
    assertThat(Http.to(server).get("/primary").statusCode()).isEqualTo(200);
  }

  @Test
  void anAddressThatIsTakenLeavesEverythingAsItIs() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int before = server.port();
      server.reconfigure(
          section
              .with(s -> s.listen = new HostPort("127.0.0.1", other.getLocalPort()))
              .with(s -> s.authentication = Optional.of(new BasicCredentials("a", "b")))
              .build());

      assertThat(server.port()).isEqualTo(before);
      assertThat(Http.to(server).send("POST", "/reload", "").statusCode()).isEqualTo(202);
    }
  }

  @Test
  void anAddressThatThisMachineDoesNotHaveLeavesTheOldOneServed() throws Exception {
    int port = server.port();

    server.reconfigure(section.with(s -> s.listen = new HostPort("192.0.2.1", port)).build());

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> assertThat(Http.to(server).get("/primary").statusCode()).isEqualTo(200));
    assertThat(server.port()).isEqualTo(port);
  }

  @Test
  void whoWaitsForACommandStillGetsItsAnswerAfterRulesHaveChanged() throws Exception {
    CompletableFuture<CommandResult> end = new CompletableFuture<>();
    node.result = () -> end;
    var answer = Http.to(server).begin("POST", "/switchover", "{\"leader\":\"a\"}");
    await().atMost(Duration.ofSeconds(5)).until(() -> node.commands.size() == 1);

    server.reconfigure(section.with(s -> s.allowlist = List.of("10.0.0.1")).build());
    end.complete(CommandResult.done("over"));

    assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("over");
  }

  @Test
  void aClosedServerStaysClosed() throws Exception {
    Http http = Http.to(server);
    server.close();
    server.close();

    server.reconfigure(section.with(s -> s.listen = Loopback.freePort()).build());

    assertThatThrownBy(() -> http.get("/primary")).isInstanceOf(IOException.class);
  }
}
