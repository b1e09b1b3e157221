package io.matriarch.examples.quickstart;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.EtcdProgram;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.WorkDirectory;
import java.io.IOException;
import java.util.Optional;

/** A cluster for tests: its processes and files go away with it, also when the tests are killed. */
public final class RunningCluster {
  private static final int USUAL_NODES = 3;

  private final WorkDirectory work;
  private final DemoCluster cluster;
  private final Thread emergency;

  private RunningCluster(WorkDirectory work, DemoCluster cluster) {
    this.work = work;
    this.cluster = cluster;
    this.emergency = new Thread(this::killAll, "test cluster end");
  }

  /** Skips the test if there is no PostgreSQL. The nodes are not started. */
  static RunningCluster prepare(Timing timing) throws IOException, InterruptedException {
    return prepare(timing, USUAL_NODES);
  }

  /** The same with another number of nodes. */
  public static RunningCluster prepare(Timing timing, int nodes)
      throws IOException, InterruptedException {
    return prepare(timing, nodes, StoreKind.ZOOKEEPER);
  }

  /** The same with another store; skips the test without a server for it. */
  public static RunningCluster prepare(Timing timing, int nodes, StoreKind store)
      throws IOException, InterruptedException {
    Optional<ServerPrograms> programs = ServerPrograms.find();
    assumeTrue(programs.isPresent(), "no PostgreSQL server, 13 or newer, found");
    assumeTrue(
        store != StoreKind.ETCD || EtcdProgram.find().isPresent(),
        "no etcd found; ./verify fetches it");
    WorkDirectory work = WorkDirectory.create();
    DemoCluster cluster =
        DemoCluster.prepare(work.path(), programs.orElseThrow(), timing, nodes, store);
    RunningCluster running = new RunningCluster(work, cluster);
    Runtime.getRuntime().addShutdownHook(running.emergency);
    return running;
  }

  public DemoCluster cluster() {
    return cluster;
  }

  public WorkDirectory work() {
    return work;
  }

  public void stop() throws IOException, InterruptedException {
    Runtime.getRuntime().removeShutdownHook(emergency);
    cluster.stop();
    work.delete();
  }

  private void killAll() {
    try {
      for (DemoNode node : cluster.nodes()) {
        node.kill();
      }
      work.delete();
    } catch (IOException | InterruptedException e) {
      System.err.println("left behind in " + work.path() + ": " + e);
    }
  }
}
