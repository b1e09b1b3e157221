package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestOverloadTest {
  private final FixedNode node = new FixedNode(Statuses.primary().build());
  private final List<Socket> flood = new ArrayList<>();
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    server = RestServer.start(Loopback.section(), node, new TestTicker());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    for (Socket socket : flood) {
      socket.close();
    }
  }

  @Test
  void healthChecksAreAnsweredWhileManyWaitForAHungNode() throws Exception {
    node.refreshed = CompletableFuture::new;
    flood(6, "GET /patroni HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(primary()).isEqualTo(200);
  }

  @Test
  void aFloodOfUnfinishedRequestsIsRefusedAndTheServerGoesOn() throws Exception {
    flood(400, "GET /primary HTTP/1.1\r\nHos");

    await().atMost(Duration.ofSeconds(5)).until(() -> flood.stream().anyMatch(this::isClosed));
    for (Socket socket : flood) {
      socket.close();
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(primary()).isEqualTo(200));
  }

  private void flood(int connections, String request) throws IOException {
    for (int i = 0; i < connections; i++) {
      Socket socket = new Socket("127.0.0.1", server.port());
      flood.add(socket);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private int primary() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + server.port() + "/primary").toURL().openConnection();
    connection.setConnectTimeout(1000);
    connection.setReadTimeout(1000);
    return connection.getResponseCode();
  }
}
