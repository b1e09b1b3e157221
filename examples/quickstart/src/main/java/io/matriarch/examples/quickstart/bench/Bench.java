package io.matriarch.examples.quickstart.bench;

import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.load.Writer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures a cluster of three nodes on one store, and tells what it finds. For one thread. */
final class Bench {
  private static final int NODES = 3;
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration SETTLE = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration LOAD = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 8;
  private static final double MEBIBYTE = 1 << 20;

  private final DemoCluster cluster;
  private final List<Series> results = new ArrayList<>();

  private Bench(DemoCluster cluster) {
    this.cluster = cluster;
  }

  /** Blocks for several minutes; works below that directory. The same rows on every store. */
  static List<Series> measure(Path directory, ServerPrograms programs, StoreKind store)
      throws IOException, InterruptedException, SQLException {
    DemoCluster cluster = DemoCluster.prepare(directory, programs, Timing.DEFAULT, NODES, store);
    try {
      Bench bench = new Bench(cluster);
      bench.measure();
      return bench.results;
    } finally {
      cluster.stop();
    }
  }

  private void measure() throws InterruptedException, IOException, SQLException {
    say("starting three nodes, one of them to make the class archive that a start reads");
    cluster.nodes().forEach(DemoNode::start);
    cluster.awaitHealthy(LONGEST);
    makeClassArchive();
    cluster.nodes().forEach(this::restart);
    cluster.awaitHealthy(LONGEST);
    try (Writer writer = Writer.start(cluster.database())) {
      recoveries(new Recoveries(cluster, writer));
      writer.finish();
    }
    cluster.awaitHealthy(LONGEST);
    idle();
    starts();
    requests();
  }

  private void recoveries(Recoveries recoveries) throws InterruptedException {
    Series postmaster =
        Series.of(
            "`kill -9` of the postmaster, agent alive, to writable again",
            "s",
            "0.8 s",
            "1.5 to 9.6 s");
    Series handOver =
        Series.of("SIGTERM of the leading agent to writable elsewhere", "s", "0.35 s", "1.4 s");
    Series move =
        Series.of("`POST /switchover`: the longest time without a write", "s", "0.25 s", "1.4 s");
    Series node = Series.of("death of the whole node: lease expiry plus", "s", "0.3 s", "the same");
    repeat(5, postmaster, recoveries::postmasterKilled);
    repeat(5, handOver, recoveries::agentTerminated);
    repeat(9, move, recoveries::switchedOver);
    repeat(3, node, recoveries::nodeKilled);
  }

  private void idle() throws InterruptedException, IOException {
    say("looking at idle agents for " + IDLE.toSeconds() + " s");
    Series memory = Series.of("idle agent: resident memory", "MiB", "75 MiB", "62 MiB");
    Series cpu = Series.of("idle agent: share of a core", "%", "0.1 %", "0.07 %");
    Wait.pause(SETTLE);
    List<ProcessUse> before = use();
    Wait.pause(IDLE);
    List<ProcessUse> after = use();
    for (int i = 0; i < after.size(); i++) {
      Duration spent = after.get(i).cpu().minus(before.get(i).cpu());
      memory.add(after.get(i).residentBytes() / MEBIBYTE);
      cpu.add(100.0 * spent.toMillis() / IDLE.toMillis());
    }
    done(memory);
    done(cpu);
  }

  private void starts() throws InterruptedException {
    Series start = Series.of("exec to the first REST answer", "s", "0.8 s", "0.74 s");
    DemoNode primary = cluster.awaitPrimary(LONGEST);
    DemoNode replica =
        cluster.nodes().stream().filter(node -> !node.equals(primary)).findFirst().orElseThrow();
    repeat(
        5,
        start,
        () -> {
          replica.terminate();
          replica.awaitExit(LONGEST);
          long begun = System.nanoTime();
          replica.start();
          Wait.until("an answer", LONGEST, () -> replica.rest().code("/liveness").isPresent());
          return (System.nanoTime() - begun) / 1e9;
        });
    cluster.awaitHealthy(LONGEST);
  }

  private void requests() throws InterruptedException {
    Series rate = Series.ofRate("`/primary` with 8 connections", "requests/s", "10,000", "1,460");
    RequestLoad load = new RequestLoad(cluster.awaitPrimary(LONGEST).spec().restPort(), "/primary");
    load.perSecond(CONNECTIONS, LOAD);
    repeat(3, rate, () -> load.perSecond(CONNECTIONS, LOAD));
  }

  /** One measurement. */
  @FunctionalInterface
  private interface Measurement {
    double take() throws InterruptedException;
  }

  private void repeat(int times, Series series, Measurement measurement)
      throws InterruptedException {
    for (int i = 1; i <= times; i++) {
      series.add(measurement.take());
      say(
          "%s: %d of %d: %s"
              .formatted(series.what(), i, times, series.text(series.values().get(i - 1))));
    }
    done(series);
  }

  private void done(Series series) {
    results.add(series);
    say(series.summary());
  }

  private List<ProcessUse> use() throws IOException {
    List<ProcessUse> uses = new ArrayList<>();
    for (DemoNode node : cluster.nodes()) {
      uses.add(ProcessUse.of(node.agentPid()));
    }
    return uses;
  }

  private void makeClassArchive() throws InterruptedException {
    DemoNode trained = cluster.nodes().get(2);
    trained.terminate();
    trained.awaitExit(LONGEST);
    trained.start(Map.of("MATRIARCH_CDS_TRAIN", "1"));
    cluster.awaitHealthy(LONGEST);
  }

  private void restart(DemoNode node) {
    try {
      node.terminate();
      node.awaitExit(LONGEST);
      node.start();
      cluster.awaitHealthy(LONGEST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialException("ended early", e);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
