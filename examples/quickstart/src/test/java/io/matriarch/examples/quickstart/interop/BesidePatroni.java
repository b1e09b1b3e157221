package io.matriarch.examples.quickstart.interop;

import static io.matriarch.examples.quickstart.interop.MixedCluster.SOON;

import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** One node of ours beside one of a Patroni generation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
abstract class BesidePatroni {
  protected final String generation;
  protected final StoreKind store;
  protected MixedCluster mixed;
  protected DemoCluster cluster;
  protected DemoNode theirs;
  protected DemoNode ours;

  BesidePatroni(String generation) {
    this(generation, StoreKind.ZOOKEEPER);
  }

  BesidePatroni(String generation, StoreKind store) {
    this.generation = generation;
    this.store = store;
  }

  /** Theirs makes the cluster, and ours becomes a member of it. */
  @BeforeAll
  void theyBootstrap() throws Exception {
    mixed = MixedCluster.prepare(store, List.of(Neighbours.patroni(generation), Neighbours.ours()));
    cluster = mixed.cluster();
    theirs = mixed.node(0);
    ours = mixed.node(1);
    theirs.start();
    mixed.awaitPrimary(theirs, SOON);
    ours.start();
    mixed.awaitHealthy();
  }

  @AfterAll
  void stop() throws Exception {
    if (mixed != null) {
      mixed.stop();
    }
  }

  @BeforeEach
  void healthy() throws Exception {
    mixed.startAll();
  }
}
