package io.matriarch.examples.quickstart;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.LeaderEvents;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.load.Acknowledged;
import io.matriarch.examples.quickstart.load.FlushWatch;
import io.matriarch.examples.quickstart.load.Ledger;
import io.matriarch.examples.quickstart.load.Losses;
import io.matriarch.examples.quickstart.load.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The story, chapter by chapter. */
final class Demonstration {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int WRITES_BEFORE_A_CRASH = 200;

  private final DemoCluster cluster;
  private final Screen screen;
  private final int ttl;

  Demonstration(DemoCluster cluster, Screen screen, int ttl) {
    this.cluster = cluster;
    this.screen = screen;
    this.ttl = ttl;
  }

  /**
   * Tells it; blocks until the end.
   *
   * @return what it proves
   */
  Verdict run() throws InterruptedException, SQLException {
    formCluster();
    try (Writer writer = Writer.start(cluster.database())) {
      screen.chapter("A writer begins: one row per transaction, again and again");
      awaitWrites(writer.ledger(), WRITES_BEFORE_A_CRASH);
      screen.line(writer.ledger().size() + " writes acknowledged so far");
      Duration shortWait = crashPostgres(writer);
      return loseNode(writer, shortWait);
    }
  }

  private void formCluster() throws InterruptedException {
    screen.chapter("Three nodes start; one of them creates the cluster, the others copy it");
    List<DemoNode> nodes = cluster.nodes();
    // One of them, so that they do not disturb each other, learns which classes to load faster.
    nodes.get(0).start();
    nodes.get(1).start();
    nodes.get(2).start(Map.of("MATRIARCH_CDS_TRAIN", "1"));
    screen.waiting("one primary and two streaming replicas", START, cluster::isHealthy);
    screen.lines(cluster.table());
  }

  private Duration crashPostgres(Writer writer) throws InterruptedException {
    DemoNode primary = cluster.awaitPrimary(RECOVERY);
    screen.chapter("PostgreSQL of the primary crashes; its agent sees it and starts it again");
    int before = writer.ledger().size();
    DemoNode.Blow blow = primary.killPostmaster();
    awaitWrites(writer.ledger(), before + WRITES_BEFORE_A_CRASH);
    Ledger.Gap gap = writer.ledger().longestGapSince(blow.nanoTime());
    Milestones milestones = new Milestones(blow.at());
    milestones.add(Duration.ZERO, "crash: SIGKILL to the postmaster of " + primary.name());
    milestones.add(since(blow, gap.to()), "first write, on the same node");
    screen.milestones(milestones.inOrder());
    screen.waiting("both replicas to stream again", RECOVERY, cluster::isHealthy);
    return gap.length();
  }

  private Verdict loseNode(Writer writer, Duration shortWait)
      throws InterruptedException, SQLException {
    DemoNode lost = cluster.awaitPrimary(RECOVERY);
    screen.chapter("The primary's whole node dies: SIGKILL to its agent and to PostgreSQL");
    screen.line("Nobody may take over before its lease is over, which takes up to " + ttl + " s");
    LeaderEvents leader = cluster.store().watchLeader();
    Loss loss = kill(lost, writer.ledger());
    screen.waiting(
        "another node to take over",
        Duration.ofSeconds(ttl).plus(RECOVERY),
        () -> writer.ledger().size() > loss.promised().size());
    Ledger.Gap gap = writer.ledger().longestGapSince(loss.blow().nanoTime());
    DemoNode successor = cluster.awaitPrimary(RECOVERY);
    screen.milestones(milestones(lost, loss.blow(), leader, gap, successor));
    screen.lines(cluster.table());
    rejoin(lost);
    writer.finish();
    return new Verdict(
        audit(writer.ledger(), successor, loss.flushed()),
        allowed(loss),
        List.of(shortWait, gap.length()),
        writer.ledger(),
        replicasThatDiffer(successor));
  }

  /**
   * What was known when the node was killed.
   *
   * @param published the position in the last status before
   * @param flushed up to where a replica had confirmed the log
   * @param promised what had been acknowledged
   */
  private record Loss(
      DemoNode.Blow blow, long published, Optional<Lsn> flushed, List<Acknowledged> promised) {}

  private Loss kill(DemoNode node, Ledger ledger) throws InterruptedException {
    try (FlushWatch watch = FlushWatch.start(cluster.database(), node.spec())) {
      awaitWrites(ledger, ledger.size() + WRITES_BEFORE_A_CRASH);
      long published = cluster.store().publishedPosition().orElse(0L);
      DemoNode.Blow blow = node.kill();
      return new Loss(blow, published, watch.confirmed(), ledger.writes());
    }
  }

  private List<Milestone> milestones(
      DemoNode lost, DemoNode.Blow blow, LeaderEvents leader, Ledger.Gap gap, DemoNode successor) {
    Milestones milestones = new Milestones(blow.at());
    milestones.add(
        Duration.ZERO, "crash: " + blow.processes() + " processes of " + lost.name() + " killed");
    milestones.store(leader);
    cluster.nodes().stream().filter(node -> !node.equals(lost)).forEach(milestones::replica);
    milestones.add(since(blow, gap.to()), "first write, on " + successor.name());
    return milestones.inOrder();
  }

  private void rejoin(DemoNode lost) throws InterruptedException {
    screen.chapter("The old primary, " + lost.name() + ", comes back as a replica");
    lost.start();
    screen.waiting("one primary and two streaming replicas", START, cluster::isHealthy);
    screen.lines(cluster.table());
  }

  private Losses audit(Ledger ledger, DemoNode primary, Optional<Lsn> flushed) throws SQLException {
    Set<Long> stored = Losses.stored(cluster.database(), primary.spec());
    return Losses.of(ledger.writes(), stored, flushed);
  }

  private List<String> replicasThatDiffer(DemoNode primary)
      throws InterruptedException, SQLException {
    Set<Long> stored = Losses.stored(cluster.database(), primary.spec());
    return cluster.nodes().stream()
        .filter(node -> !sameRows(node, stored))
        .map(DemoNode::name)
        .toList();
  }

  private boolean sameRows(DemoNode node, Set<Long> stored) {
    try {
      return Wait.within(
          RECOVERY, () -> Losses.stored(cluster.database(), node.spec()).equals(stored));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The largest loss that the configuration allows. */
  private static long allowed(Loss loss) {
    long written =
        loss.promised().stream()
            .flatMap(write -> write.position().stream())
            .mapToLong(Lsn::bytes)
            .max()
            .orElse(loss.published());
    return DemoCluster.MAXIMUM_LAG + Math.max(0, written - loss.published());
  }

  private void awaitWrites(Ledger ledger, int count) throws InterruptedException {
    screen.waiting("the writer", RECOVERY, () -> ledger.size() >= count);
  }

  private static Duration since(DemoNode.Blow blow, long nanoTime) {
    return Duration.ofNanos(nanoTime - blow.nanoTime());
  }
}
