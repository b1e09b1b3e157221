package io.matriarch.examples.replicatedlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("An operator's order")
class OrdersTest {
  private LogCluster cluster;
  private LedgerWriter writer;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    cluster = new LogCluster(test.getTestMethod().orElseThrow().getName(), 1 << 20);
    writer = new LedgerWriter(cluster.nodes());
    writer.await(cluster.a, 50);
  }

  @AfterEach
  void stop() throws Exception {
    writer.stop();
    cluster.close();
  }

  @Test
  @DisplayName("to switch over loses nothing")
  void switchover() throws Exception {
    assertThat(cluster.ctl("list"))
        .contains("a ", "Leader", "Replica", "streaming", "127.0.0.1:" + cluster.a.logPort);

    String answer = cluster.ctl("switchover", "--candidate", "c", "--force");

    assertThat(answer).contains("Successfully switched over to \"c\"");
    writer.await(cluster.c, 50);
    LogCluster.until(() -> cluster.a.streams() && cluster.b.streams());
    writer.stop();
    assertThat(writer.missingIn(cluster.c.records())).isEmpty();
    LogCluster.until(() -> cluster.a.length() == cluster.c.length());
    assertThat(cluster.a.bytes()).isEqualTo(cluster.c.bytes());
    LogCluster.until(() -> cluster.ctl("history").contains("promotion"));
  }

  @Test
  @DisplayName("to pause keeps everybody from taking over, to resume lets somebody")
  void pause() throws Exception {
    assertThat(cluster.ctl("pause", "--wait")).contains("Success");
    cluster.a.kill();
    LogCluster.until(() -> cluster.b.explanation().contains("leader is (nobody)"));

    Awaitility.await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(10))
        .until(() -> cluster.leader().isEmpty());

    assertThat(cluster.ctl("resume")).contains("Success");
    LogProcess leader = cluster.newLeader(cluster.b, cluster.c);
    writer.await(leader, 10);
  }
}
