package io.matriarch.examples.quickstart.interop;

import static io.matriarch.examples.quickstart.interop.MixedCluster.FAILOVER;
import static io.matriarch.examples.quickstart.interop.MixedCluster.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.load.FlushWatch;
import io.matriarch.examples.quickstart.load.Losses;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each of two makes makes the cluster, leads it, is lost and comes back. */
abstract class FailoverBesidePatroni extends BesidePatroni {
  FailoverBesidePatroni(String generation) {
    super(generation);
  }

  FailoverBesidePatroni(String generation, StoreKind store) {
    super(generation, store);
  }

  @Test
  void oursBootstrapsAndTheirsBecomesAMember() throws Exception {
    MixedCluster other =
        MixedCluster.prepare(store, List.of(Neighbours.ours(), Neighbours.patroni(generation)));
    try {
      other.node(0).start();
      other.awaitPrimary(other.node(0), SOON);
      other.node(1).start();
      other.awaitHealthy();
    } finally {
      other.stop();
    }
  }

  @Test
  void theirTerminatedLeaderHandsOverToOurs() throws Exception {
    mixed.lead(theirs);
    handsOver(theirs, ours);
  }

  @Test
  void ourTerminatedLeaderHandsOverToTheirs() throws Exception {
    mixed.lead(ours);
    handsOver(ours, theirs);
  }

  @Test
  void theirLostLeaderIsReplacedByOursAndRejoins() throws Exception {
    mixed.lead(theirs);
    isReplaced(theirs, ours);
  }

  @Test
  void ourLostLeaderIsReplacedByTheirsAndRejoins() throws Exception {
    mixed.lead(ours);
    isReplaced(ours, theirs);
  }

  private void handsOver(DemoNode from, DemoNode to) throws Exception {
    try (Load load = Load.on(cluster)) {
      DemoNode.Blow blow = from.terminate();
      assertThat(from.awaitExit(SOON)).contains(0);
      mixed.awaitPrimary(to, SOON);
      load.awaitMore(50);
      tell("terminated", load, blow);
      mixed.startAll();

      assertThat(load.audit(Optional.empty()).lost()).isEmpty();
    }
  }

  private void isReplaced(DemoNode lost, DemoNode other) throws Exception {
    try (Load load = Load.on(cluster)) {
      Optional<Lsn> flushed;
      DemoNode.Blow blow;
      try (FlushWatch watch = FlushWatch.start(cluster.database(), lost.spec())) {
        load.awaitMore(100);
        blow = lost.kill();
        flushed = watch.confirmed();
      }
      mixed.awaitPrimary(other, FAILOVER);
      load.awaitMore(50);
      tell("lost", load, blow);
      mixed.startAll();

      Losses losses = load.audit(flushed);
      assertThat(flushed).isPresent();
      assertThat(losses.confirmed()).isZero();
      assertThat(losses.bytes()).isLessThan(DemoCluster.MAXIMUM_LAG);
    }
  }

  private void tell(String what, Load load, DemoNode.Blow blow) {
    System.out.printf(
        "measured: Patroni %s beside ours on %s, leader %s: writers waited %d ms%n",
        generation,
        store.title(),
        what,
        load.ledger().longestGapSince(blow.nanoTime()).length().toMillis());
  }
}
