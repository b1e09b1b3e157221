package io.matriarch.examples.quickstart.bench;

import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.LeaderEvents;
import io.matriarch.examples.quickstart.cluster.NodeRest;
import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.load.Ledger;
import io.matriarch.examples.quickstart.load.Writer;
import java.time.Duration;
import java.time.Instant;

/** How long a steady writer has to wait, blow by blow. */
final class Recoveries {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final int STEADY = 100;
  private static final int OK = 200;

  private final DemoCluster cluster;
  private final Ledger ledger;

  Recoveries(DemoCluster cluster, Writer writer) {
    this.cluster = cluster;
    this.ledger = writer.ledger();
  }

  /** SIGKILL to the postmaster while the agent lives: seconds to the first write. */
  double postmasterKilled() throws InterruptedException {
    DemoNode primary = steadyPrimary();
    return waited(primary.killPostmaster());
  }

  /** SIGTERM to the leading agent: seconds to the first write elsewhere. */
  double agentTerminated() throws InterruptedException {
    DemoNode primary = steadyPrimary();
    double waited = waited(primary.terminate());
    primary.awaitExit(LONGEST);
    primary.start();
    return waited;
  }

  /** SIGKILL to the whole node: seconds from the end of its lease to the first write. */
  double nodeKilled() throws InterruptedException {
    DemoNode primary = steadyPrimary();
    LeaderEvents leader = cluster.store().watchLeader();
    DemoNode.Blow blow = primary.kill();
    double waited = waited(blow);
    primary.start();
    Instant expired =
        leader
            .deletedAfter(blow.at())
            .orElseThrow(() -> new TrialException("the end of the lease was not seen"));
    return waited - Duration.between(blow.at(), expired).toNanos() / 1e9;
  }

  /** A switchover on request: seconds that the writer waits. */
  double switchedOver() throws InterruptedException {
    DemoNode primary = steadyPrimary();
    DemoNode candidate =
        cluster.nodes().stream().filter(node -> !node.equals(primary)).findAny().orElseThrow();
    long asked = System.nanoTime();
    NodeRest.Answer answer =
        primary
            .rest()
            .send(
                "POST",
                "/switchover",
                "{\"leader\": \"%s\", \"candidate\": \"%s\"}"
                    .formatted(primary.name(), candidate.name()));
    if (answer.code() != OK) {
      throw new TrialException("the switchover failed: " + answer.body());
    }
    awaitWrites(STEADY);
    return ledger.longestGapSince(asked).length().toNanos() / 1e9;
  }

  private DemoNode steadyPrimary() throws InterruptedException {
    cluster.awaitHealthy(LONGEST);
    awaitWrites(STEADY);
    return cluster.awaitPrimary(LONGEST);
  }

  private double waited(DemoNode.Blow blow) throws InterruptedException {
    Wait.until("writes after the blow", LONGEST, () -> writesSince(blow) >= STEADY);
    Ledger.Gap gap = ledger.longestGapSince(blow.nanoTime());
    return (gap.to() - blow.nanoTime()) / 1e9;
  }

  /** Those of the last moment before the blow are not taken for new ones. */
  private long writesSince(DemoNode.Blow blow) {
    long after = ledger.longestGapSince(blow.nanoTime()).to();
    return ledger.writes().stream().filter(write -> write.nanoTime() >= after).count();
  }

  private void awaitWrites(int more) throws InterruptedException {
    int wanted = ledger.size() + more;
    Wait.until("the writer", LONGEST, () -> ledger.size() >= wanted);
  }
}
