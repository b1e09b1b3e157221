package io.matriarch.examples.quickstart;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.WorkDirectory;
import java.io.IOException;
import java.util.Optional;

/** A cluster for tests: its processes and files go away with it, also when the tests are killed. */
final class RunningCluster {
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
    Optional<ServerPrograms> programs = ServerPrograms.find();
    assumeTrue(programs.isPresent(), "no PostgreSQL server, 13 or newer, found");
    WorkDirectory work = WorkDirectory.create();
    DemoCluster cluster = DemoCluster.prepare(work.path(), programs.orElseThrow(), timing);
    RunningCluster running = new RunningCluster(work, cluster);
    Runtime.getRuntime().addShutdownHook(running.emergency);
    return running;
  }

  DemoCluster cluster() {
    return cluster;
  }

  WorkDirectory work() {
    return work;
  }

  void stop() throws IOException, InterruptedException {
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
