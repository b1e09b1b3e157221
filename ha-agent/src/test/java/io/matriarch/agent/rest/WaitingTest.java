package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.CommandResult;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands may take long; nobody else has to wait for them. */
class WaitingTest {
  private static final int COMMANDS = 32;

  private final FixedNode node = new FixedNode(Statuses.primary().build());
  private final CompletableFuture<CommandResult> end = new CompletableFuture<>();
  private final List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private RestServer server;
  private Http http;

  @BeforeEach
  void start() throws IOException {
    node.result = () -> end;
    server = RestServer.start(Loopback.section(), node, new TestTicker());
    http = Http.to(server);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void healthIsToldWhileManySwitchoversWait() throws Exception {
    fill();

    for (int i = 0; i < 20; i++) {
      assertThat(http.get("/primary").statusCode()).isEqualTo(200);
    }
    end.complete(CommandResult.done("over"));
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.get(10, TimeUnit.SECONDS).body()).isEqualTo("over");
    }
  }

  @Test
  void tooManyCommandsAreRefusedAndNotHandedToTheNode() throws Exception {
    fill();

    HttpResponse<String> refused = http.send("POST", "/switchover", "{\"leader\":\"a\"}");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).isEqualTo("too many commands are waiting");
    assertThat(node.commands).hasSize(COMMANDS);
  }

  @Test
  void healthIsToldWhileClientsDoNotSendTheirBodies() throws Exception {
    for (int i = 0; i < 40; i++) {
      Socket socket = new Socket("127.0.0.1", server.port());
      sockets.add(socket);
      socket
          .getOutputStream()
          .write(
              "POST /restart HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"
                  .getBytes(StandardCharsets.US_ASCII));
    }

    for (int i = 0; i < 20; i++) {
      assertThat(http.get("/primary").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void healthIsToldWhileTheStoreIsBeingRead() throws Exception {
    node.reread = CompletableFuture::new;
    for (int i = 0; i < 30; i++) {
      waiting.add(http.begin("GET", "/cluster", null));
    }

    assertThat(http.get("/primary").statusCode()).isEqualTo(200);
  }

  @Test
  void theServerLetsCommandsWaitAsLongAsTheyMay() {
    long seconds = Long.getLong("sun.net.httpserver.maxRspTime");

    assertThat(Duration.ofSeconds(seconds)).isGreaterThan(CommandDesk.LONGEST);
  }

  private void fill() {
    for (int i = 0; i < COMMANDS; i++) {
      waiting.add(http.begin("POST", "/switchover", "{\"leader\":\"a\"}"));
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> node.commands.size() == COMMANDS);
  }
}
