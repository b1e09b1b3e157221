package io.matriarch.postgres.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection that belongs to a leader's term")
class TenureSocketTest {
  private static final MonoTime END = new MonoTime(1_000_000);

  private volatile MonoTime now = new MonoTime(0);
  private final AtomicInteger broken = new AtomicInteger();
  private Tenure tenure;
  private ServerSocket listening;
  private TenureSocket socket;
  private Socket server;

  private final Ticker ticker =
      new Ticker() {
        @Override
        public MonoTime now() {
          return now;
        }

        @Override
        public Instant wallClock() {
          return Instant.EPOCH;
        }
      };

  @BeforeEach
  void connect() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    ReplicationSource node1 =
        new ReplicationSource(NodeName.of("node1"), "127.0.0.1", listening.getLocalPort());
    tenure = new Tenure(node1, END, ticker, broken::incrementAndGet);
    socket = new TenureSocket(tenure);
    socket.connect(listening.getLocalSocketAddress(), 1000);
    server = listening.accept();
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    server.close();
    listening.close();
  }

  @Test
  @DisplayName("passes on what was said in time")
  void beforeTheEnd() throws Exception {
    socket.getOutputStream().write(7);
    assertThat(server.getInputStream().read()).isEqualTo(7);
    server.getOutputStream().write(200);
    assertThat(socket.getInputStream().read()).isEqualTo(200);
    assertThat(tenure.connections()).isEqualTo(1);

    socket.close();

    assertThat(tenure.connections()).isZero();
  }

  @Test
  @DisplayName("keeps back an answer that a program which stood still finds when it wakes")
  void afterAPause() throws Exception {
    server.getOutputStream().write(1);
    await().atMost(Duration.ofSeconds(10)).until(() -> socket.getInputStream().available() == 1);

    now = END;

    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the connection to node1 was ended:"
                + " there has been no news of whether it still leads");
    assertThat(socket.isClosed()).isTrue();
    assertThat(server.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  @DisplayName("sends nothing after the end, which nothing takes back")
  void nothingIsSent() throws Exception {
    now = END;
    assertThatThrownBy(() -> socket.getOutputStream().write(new byte[2]))
        .isInstanceOf(IOException.class);

    tenure.prolong(END.plus(Duration.ofSeconds(9)));

    assertThat(tenure.ended()).isPresent();
    TenureSocket late = new TenureSocket(tenure);
    assertThatThrownBy(() -> late.connect(listening.getLocalSocketAddress(), 1000))
        .hasMessageContaining("was ended");
    assertThat(tenure.connections()).isZero();
  }

  @Test
  @DisplayName("wakes whoever waits for an answer, with the reason")
  void waitersAreWoken() throws Exception {
    InputStream in = socket.getInputStream();
    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return in.read();
              } catch (IOException e) {
                throw new IllegalStateException(e.getMessage(), e);
              }
            });

    tenure.end("the leader is node2");

    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("the connection to node1 was ended: the leader is node2");
  }

  @Test
  @DisplayName("tells at once when the server is gone")
  void aBreakIsTold() throws Exception {
    server.close();

    assertThat(socket.getInputStream().read()).isEqualTo(-1);

    assertThat(broken).hasValue(1);
  }
}
