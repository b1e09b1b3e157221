package io.matriarch.examples.replicatedlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("When the primary fails")
class FailoverTest {
  private static final long MAXIMUM_LAG = 1 << 16;

  private LogCluster cluster;
  private LedgerWriter writer;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    cluster = new LogCluster(test.getTestMethod().orElseThrow().getName(), MAXIMUM_LAG);
    writer = new LedgerWriter(cluster.nodes());
    writer.await(cluster.a, 100);
  }

  @AfterEach
  void stop() throws Exception {
    writer.stop();
    cluster.close();
  }

  @Test
  @DisplayName("a replica takes over, within the bound, and the old one comes back in line")
  void killed() throws Exception {
    cluster.a.kill();
    long published = cluster.published();

    LogProcess leader = cluster.newLeader(cluster.b, cluster.c);
    writer.await(leader, 50);
    cluster.start(cluster.a);
    LogCluster.until(cluster.a::streams);
    writer.await(leader, 50);
    writer.stop();

    LogCluster.until(() -> cluster.nodes().stream().allMatch(n -> n.length() == leader.length()));
    assertThat(cluster.a.bytes()).isEqualTo(leader.bytes());
    assertThat(cluster.nodes().stream().filter(LogProcess::leads)).containsExactly(leader);
    List<LedgerWriter.Entry> lost = writer.missingIn(leader.records());
    assertThat(lost).allMatch(entry -> entry.by() == cluster.a);
    assertThat(lost).allMatch(entry -> entry.position().offset() > published - MAXIMUM_LAG);
  }

  @Test
  @DisplayName("nothing is acknowledged by one that was frozen past its deadline, not even once")
  void frozen() throws Exception {
    try (LogSession waiting = new LogSession(cluster.a.logPort, LogCluster.PATIENCE)) {
      assertThat(waiting.append("before")).startsWith("OK ");
      cluster.a.freeze();
      waiting.send("APPEND while it is frozen");
      LogProcess leader = cluster.newLeader(cluster.b, cluster.c);
      writer.await(leader, 10);
      long thawed = System.nanoTime();
      cluster.a.thaw();

      assertThat(answerOrEnd(waiting)).startsWith("NO ");
      LogCluster.until(cluster.a::streams);
      writer.await(leader, 10);
      writer.stop();

      assertThat(writer.ledger())
          .noneMatch(entry -> entry.by() == cluster.a && entry.atNanos() > thawed);
      assertThat(writer.missingIn(leader.records())).allMatch(entry -> entry.by() == cluster.a);
      LogCluster.until(() -> cluster.a.length() == leader.length());
      assertThat(cluster.a.bytes()).isEqualTo(leader.bytes());
    }
  }

  /** Whoever is cut off before an answer comes has been refused, too. */
  private static String answerOrEnd(LogSession session) throws IOException {
    try {
      return session.answer();
    } catch (EOFException | SocketException cut) {
      return "NO answer";
    }
  }
}
