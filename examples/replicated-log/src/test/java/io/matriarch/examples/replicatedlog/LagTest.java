package io.matriarch.examples.replicatedlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("Of two replicas")
class LagTest {
  private LogCluster cluster;
  private LedgerWriter writer;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    cluster = new LogCluster(test.getTestMethod().orElseThrow().getName(), 1 << 16);
    writer = new LedgerWriter(cluster.nodes());
    writer.await(cluster.a, 20);
  }

  @AfterEach
  void stop() throws Exception {
    writer.stop();
    cluster.close();
  }

  @Test
  @DisplayName("one that is too far behind does not take over, one that has everything does")
  void lagging() throws Exception {
    cluster.c.freeze();
    String large = "x".repeat(1 << 17);
    try (LogSession client = new LogSession(cluster.a.logPort, LogCluster.PATIENCE)) {
      // More than what lies between the processes can hold.
      for (int i = 0; i < 100; i++) {
        assertThat(client.append(large)).startsWith("OK ");
      }
    }
    writer.stop();
    LogCluster.until(() -> cluster.published() == cluster.a.length());
    LogCluster.until(() -> cluster.b.length() == cluster.a.length());
    cluster.b.kill();
    cluster.a.kill();
    cluster.c.thaw();

    LogCluster.until(() -> cluster.c.explanation().contains("exceeds maximum replication lag"));
    assertThat(cluster.c.leads()).isFalse();

    cluster.start(cluster.b);
    assertThat(cluster.newLeader(cluster.b, cluster.c)).isSameAs(cluster.b);
    LogCluster.until(() -> cluster.c.length() == cluster.b.length());
    assertThat(writer.missingIn(cluster.c.records())).isEmpty();
  }
}
