package io.matriarch.dcs.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.store.LeaseResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;

class KnownTickTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration SLOW = Duration.ofSeconds(4);

  @Test
  void whoever_is_no_such_server_is_left_alone() throws Exception {
    KnownTick tick = new KnownTick(Rhythm.USUAL);
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = new InetSocketAddress("127.0.0.1", silent.getLocalPort());

      assertThatThrownBy(() -> ShortestSession.grantedBy(address, Duration.ofMillis(50)))
          .isInstanceOf(IOException.class);
      tick.ask(address, Duration.ofMillis(50));
    }
    assertThat(tick.rhythm()).isEqualTo(Rhythm.USUAL);
  }

  @Test
  void slower_servers_than_the_configuration_says_are_believed_and_faster_ones_are_not() {
    KnownTick tick = new KnownTick(Rhythm.USUAL);

    tick.grants(Duration.ofSeconds(1));
    assertThat(tick.rhythm()).isEqualTo(Rhythm.USUAL);

    tick.grants(Duration.ofSeconds(8));
    tick.grants(Duration.ofSeconds(6));
    assertThat(tick.rhythm().tick()).isEqualTo(SLOW);
    assertThat(tick.said()).isEqualTo(Rhythm.USUAL);
  }

  /** However long the leases are: what the servers grant for them tells nothing. */
  @Test
  void a_claim_finds_out_that_the_servers_are_slower() throws Exception {
    try (TestingServer server = slowServer()) {
      ZooKeeperConnection connection =
          new ZooKeeperConnection(Map.of("hosts", server.getConnectString()), Given.TICKER);
      try {
        LeaseResult.Held held =
            Given.held(
                connection
                    .store(new ClusterId("service", "slow"))
                    .acquire(Given.claim("a"), Given.call(SOON, Duration.ofSeconds(30))));

        assertThat(held.guarantee()).hasSeconds(30);
        await().atMost(SOON).until(() -> connection.knownTick().rhythm().tick().equals(SLOW));
      } finally {
        connection.close();
      }
    }
  }

  /** The servers of this kit grant sessions of one tick unless told otherwise. */
  private static TestingServer slowServer() throws Exception {
    Map<String, Object> shortest =
        Map.of("minSessionTimeout", Long.toString(SLOW.multipliedBy(2).toMillis()));
    return new TestingServer(
        new InstanceSpec(null, -1, -1, -1, true, 1, (int) SLOW.toMillis(), 0, shortest), true);
  }
}
