package io.matriarch.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.load.Acknowledged;
import io.matriarch.examples.quickstart.load.FlushWatch;
import io.matriarch.examples.quickstart.load.Ledger;
import io.matriarch.examples.quickstart.load.Losses;
import io.matriarch.examples.quickstart.load.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Three nodes as processes, real servers, a writer, and everything that may befall them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ClusterEndToEnd {
  private static final int TTL = 20;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration FAILOVER = Duration.ofSeconds(TTL).plus(SOON);

  private RunningCluster running;
  private DemoCluster cluster;
  private Writer writer;

  @BeforeAll
  void start() throws Exception {
    running = RunningCluster.prepare(Timing.ofTtl(TTL));
    cluster = running.cluster();
    cluster.nodes().forEach(DemoNode::start);
  }

  @AfterAll
  void stop() throws Exception {
    if (running != null) {
      running.stop();
    }
  }

  @BeforeEach
  void write() throws Exception {
    cluster.nodes().stream().filter(node -> !node.isAgentAlive()).forEach(DemoNode::start);
    cluster.awaitHealthy(START);
    try (Connection connection = cluster.database().primary("test");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + Writer.TABLE);
    }
    writer = Writer.start(cluster.database());
    awaitWrites(50);
  }

  @AfterEach
  void endWriting() throws Exception {
    if (writer != null) {
      writer.finish();
    }
  }

  @Test
  void aCrashedServerIsStartedAgainOnItsNodeAndLosesNothing() throws Exception {
    DemoNode primary = cluster.awaitPrimary(SOON);

    DemoNode.Blow blow = primary.killPostmaster();
    awaitWrites(50);
    Duration waited = writer.ledger().longestGapSince(blow.nanoTime()).length();
    tell("killed postmaster: writers waited %d ms", waited.toMillis());
    writer.finish();

    assertThat(cluster.awaitPrimary(SOON).name()).isEqualTo(primary.name());
    assertThat(waited).isLessThan(Duration.ofSeconds(TTL / 2));
    assertThat(losses(Optional.empty()).lost()).isEmpty();
  }

  @Test
  void aTerminatedLeaderHandsOverWithoutLoss() throws Exception {
    DemoNode primary = cluster.awaitPrimary(SOON);

    DemoNode.Blow blow = primary.terminate();
    awaitWrites(50);
    Duration waited = writer.ledger().longestGapSince(blow.nanoTime()).length();
    tell("terminated leader: writers waited %d ms", waited.toMillis());
    Optional<Integer> code = primary.awaitExit(SOON);
    writer.finish();

    assertThat(code).contains(0);
    assertThat(cluster.awaitPrimary(SOON).name()).isNotEqualTo(primary.name());
    assertThat(waited).isLessThan(Duration.ofSeconds(TTL / 2));
    assertThat(losses(Optional.empty()).lost()).isEmpty();
  }

  @Test
  void whatAReplicaHasConfirmedSurvivesTheLossOfTheNodeAndTheNodeRejoins() throws Exception {
    DemoNode lost = cluster.awaitPrimary(SOON);
    Optional<Lsn> flushed;
    DemoNode.Blow blow;
    try (FlushWatch watch = FlushWatch.start(cluster.database(), lost.spec())) {
      awaitWrites(100);

      blow = lost.kill();
      flushed = watch.confirmed();
    }
    awaitWritesWithin(FAILOVER, 50);
    tell(
        "killed node: writers waited %d ms",
        writer.ledger().longestGapSince(blow.nanoTime()).length().toMillis());
    lost.start();
    cluster.awaitHealthy(START);
    writer.finish();

    Losses losses = losses(flushed);
    assertThat(flushed).isPresent();
    assertThat(losses.confirmed()).isZero();
    assertThat(losses.bytes()).isLessThan(DemoCluster.MAXIMUM_LAG);
    assertSameRowsEverywhere();
  }

  @Test
  void aFormerPrimaryWithWritesOfItsOwnIsRewoundAndFollows() throws Exception {
    DemoNode lost = cluster.awaitPrimary(SOON);
    int before = lost.log().size();
    stopSending(lost);
    awaitWrites(50);

    lost.kill();
    awaitWritesWithin(FAILOVER, 50);
    lost.start();
    cluster.awaitHealthy(START);
    writer.finish();

    assertThat(losses(Optional.empty()).lost()).isNotEmpty();
    assertThat(lost.log().subList(before, lost.log().size()))
        .anyMatch(line -> line.text().contains("task begun: realign"));
    assertSameRowsEverywhere();
  }

  @Test
  void withoutTheStoreWritesEndBeforeTheLeaseDoesAndReturnWithTheStore() throws Exception {
    long stopped = System.nanoTime();
    cluster.server().stop();
    Wait.pause(Duration.ofSeconds(2 * TTL));
    Acknowledged last = writer.ledger().last().orElseThrow();
    long returned = System.nanoTime();
    cluster.server().start();
    awaitWritesWithin(FAILOVER, 50);
    Ledger.Gap gap = writer.ledger().longestGapSince(stopped);
    Duration writable = Duration.ofNanos(last.nanoTime() - stopped);
    Duration comeback = Duration.ofNanos(gap.to() - returned);
    tell(
        "store away for %d s: writes ended after %d ms, and came back %d ms after it",
        2 * TTL, writable.toMillis(), comeback.toMillis());
    writer.finish();

    assertThat(writable).isLessThan(Duration.ofSeconds(TTL));
    assertThat(comeback).isLessThan(Duration.ofSeconds(3));
    assertThat(losses(Optional.empty()).lost()).isEmpty();
  }

  private void awaitWrites(int more) throws InterruptedException {
    awaitWritesWithin(SOON, more);
  }

  private void awaitWritesWithin(Duration longest, int more) throws InterruptedException {
    int wanted = writer.ledger().size() + more;
    Wait.until(more + " more writes", longest, () -> writer.ledger().size() >= wanted);
  }

  /** Freezes the processes that send the log, so that what is written from now on stays here. */
  private void stopSending(DemoNode primary) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-STOP"));
    try (Connection connection = cluster.database().node(primary.spec(), "test");
        Statement statement = connection.createStatement();
        ResultSet senders = statement.executeQuery("SELECT pid FROM pg_stat_replication")) {
      while (senders.next()) {
        command.add(senders.getString(1));
      }
    }
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private Losses losses(Optional<Lsn> flushed) throws Exception {
    DemoNode primary = cluster.awaitPrimary(SOON);
    return Losses.of(
        writer.ledger().writes(), Losses.stored(cluster.database(), primary.spec()), flushed);
  }

  private void assertSameRowsEverywhere() throws Exception {
    DemoNode primary = cluster.awaitPrimary(SOON);
    var stored = Losses.stored(cluster.database(), primary.spec());
    for (DemoNode node : cluster.nodes()) {
      Wait.until(
          "the same rows on " + node.name(),
          SOON,
          () -> Losses.stored(cluster.database(), node.spec()).equals(stored));
    }
  }

  private static void tell(String format, Object... values) {
    System.out.println("measured: " + format.formatted(values));
  }
}
