package io.matriarch.examples.replicatedlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("Without the store")
class FailsafeTest {
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
  @DisplayName("the primary goes on while all members answer, and stops when one does not")
  void outage() throws Exception {
    LogCluster.until(() -> cluster.ctl("list").contains("streaming"));
    cluster.store.stop();

    Awaitility.await()
        .during(LogCluster.TTL.plusSeconds(5))
        .atMost(LogCluster.PATIENCE)
        .until(new WritesGoOn());

    cluster.b.freeze();
    LogCluster.until(() -> refuses(cluster.a));
    writer.stop();
    assertThat(List.of(cluster.a, cluster.c)).allMatch(FailsafeTest::refuses);

    cluster.b.thaw();
    cluster.store.restart();
    LogProcess leader = cluster.newLeader(cluster.a, cluster.b, cluster.c);
    LogCluster.until(() -> takes(leader));
    assertThat(writer.missingIn(leader.records())).isEmpty();
  }

  private static boolean takes(LogProcess node) {
    return answer(node).startsWith("OK ");
  }

  private static boolean refuses(LogProcess node) {
    return answer(node).startsWith("NO ");
  }

  private static String answer(LogProcess node) {
    try (LogSession client = new LogSession(node.logPort, Duration.ofSeconds(3))) {
      return client.append("are you the primary?");
    } catch (ConnectException stopped) {
      return "NO I do not run";
    } catch (IOException nothingIsKnown) {
      return "";
    }
  }

  /** There has been a write within the last three seconds. */
  private final class WritesGoOn implements Callable<Boolean> {
    private int count;
    private long since = System.nanoTime();

    @Override
    public Boolean call() {
      if (writer.count() > count) {
        count = writer.count();
        since = System.nanoTime();
      }
      return System.nanoTime() - since < Duration.ofSeconds(3).toNanos();
    }
  }
}
