package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
  private final SlowClients clients = new SlowClients(100);

  @Test
  void aWriteThatNobodyTakesEndsAndTheThreadGoesOn() throws Exception {
    try (ServerSocketChannel listening = ServerSocketChannel.open()) {
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (SocketChannel client = SocketChannel.open(listening.getLocalAddress());
          SocketChannel accepted = listening.accept()) {
        assertThat(client.isConnected()).isTrue();

        CompletableFuture<Boolean> interruptedAfterwards =
            CompletableFuture.supplyAsync(() -> writeForEver(accepted));

        assertThat(interruptedAfterwards.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(accepted.isOpen()).isFalse();
      }
    }
  }

  @Test
  void whoIsQuickIsLeftInPeace() throws Exception {
    Thread self = Thread.currentThread();
    for (int i = 0; i < 5; i++) {
      try (SlowClients.Writing writing = clients.begin()) {
        assertThat(writing).isNotNull();
      }
      await().pollDelay(Duration.ofMillis(60)).until(() -> true);
    }

    assertThat(self.isInterrupted()).isFalse();
  }

  private boolean writeForEver(SocketChannel channel) {
    try (SlowClients.Writing writing = clients.begin()) {
      while (writing != null) {
        channel.write(ByteBuffer.allocate(1 << 16));
      }
    } catch (IOException closed) {
      return Thread.currentThread().isInterrupted();
    }
    return true;
  }
}
