package io.matriarch.examples.quickstart.bench.fleet;

import io.matriarch.examples.quickstart.bench.ProcessUse;
import io.matriarch.examples.quickstart.cluster.DemoStore;
import io.matriarch.examples.quickstart.cluster.Ports;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures one contestant: one process leads everything, another waits, the first dies. */
final class Fleet {
  private final int elections;
  private final Duration settle;
  private final Duration idle;

  /**
   * @param settle until it is quiet
   * @param idle how long it is watched then
   */
  Fleet(int elections, Duration settle, Duration idle) {
    this.elections = elections;
    this.settle = settle;
    this.idle = idle;
  }

  /** The one of the report. */
  static Fleet usual() {
    return new Fleet(500, Duration.ofSeconds(20), Duration.ofSeconds(30));
  }

  /**
   * What was found.
   *
   * @param elected seconds from the first start until all are led
   * @param requests that the store had from the idle leaders per second
   * @param requestsOfBoth the same with those who wait
   * @param cpu percent of a core that the idle leaders need
   * @param mebibytes what all of them add to the process
   * @param residentMebibytes the same, as the system sees it
   * @param threads that they add
   * @param takenOver seconds from the death of the leaders' process until all are led again
   */
  record Figures(
      double elected,
      double requests,
      double requestsOfBoth,
      double cpu,
      double mebibytes,
      double residentMebibytes,
      int threads,
      double takenOver) {}

  Figures measure(Contestant contestant, Path directory) throws IOException, InterruptedException {
    StoreKind kind = contestant.store();
    Path data = directory.resolve("store-of-" + contestant.file());
    Path log = directory.resolve(contestant.file() + ".log");
    try (DemoStore store = kind.start(data, Ports.free(kind.ports()));
        Participant leader = Participant.start(contestant, store.hosts(), "a", log)) {
      Participant.Use before = leader.use();
      long residentBefore = leader.seenFromOutside().residentBytes();
      long begun = System.nanoTime();
      leader.order("start " + elections);
      leader.order("led " + elections);
      double elected = secondsSince(begun);
      Wait.pause(settle);
      Idle alone = watch(store, leader);
      Participant.Use after = leader.use();
      long residentAfter = leader.seenFromOutside().residentBytes();
      try (Participant other = Participant.start(contestant, store.hosts(), "b", log)) {
        other.order("start " + elections);
        other.order("joined " + elections);
        Wait.pause(settle);
        Idle both = watch(store, leader);
        long killed = System.nanoTime();
        leader.die();
        other.order("led " + elections);
        double takenOver = secondsSince(killed);
        return new Figures(
            elected,
            alone.requests(),
            both.requests(),
            alone.cpu(),
            mebibytes(after.bytes() - before.bytes()),
            mebibytes(residentAfter - residentBefore),
            after.threads() - before.threads(),
            takenOver);
      }
    }
  }

  /** Per second, and of one core. */
  private record Idle(double requests, double cpu) {}

  private Idle watch(DemoStore store, Participant leader) throws IOException, InterruptedException {
    long requests = store.received();
    ProcessUse use = leader.seenFromOutside();
    long begun = System.nanoTime();
    Wait.pause(idle);
    double seconds = secondsSince(begun);
    Duration cpu = leader.seenFromOutside().cpu().minus(use.cpu());
    return new Idle((store.received() - requests) / seconds, cpu.toMillis() / 10.0 / seconds);
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  private static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }

  /** Lines of the report, a column for each. */
  static List<String> report(Map<Contestant, Figures> found) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "",
                "## Five hundred elections in one process, on one connection",
                "",
                "`LeaderElection` beside Curator's `LeaderLatch`, which knows ZooKeeper only; ttl and session timeout "
                    + Participants.TTL.toSeconds()
                    + " s,",
                "one server. Requests are counted by the server: ZooKeeper's pings are among them, HTTP/2's to etcd",
                "are not. A second process waits in all elections when the first one is killed; until then the",
                "store must wait for the ttl.",
                ""));
    Collection<Figures> figures = found.values();
    lines.add(row("What", found.keySet().stream().map(Contestant::title)));
    lines.add(row("---", figures.stream().map(each -> "---")));
    lines.add(row("from the first start to 500 leaders", "%.2f s", figures, Figures::elected));
    lines.add(row("idle leaders: requests to the store", "%.1f/s", figures, Figures::requests));
    lines.add(
        row(
            "idle leaders and those who wait: requests to the store",
            "%.1f/s",
            figures,
            Figures::requestsOfBoth));
    lines.add(row("idle leaders: share of a core", "%.2f %%", figures, Figures::cpu));
    lines.add(row("memory in use, more than before", "%.1f MiB", figures, Figures::mebibytes));
    lines.add(
        row("resident memory, more than before", "%.1f MiB", figures, Figures::residentMebibytes));
    lines.add(row("threads, more than before", "%.0f", figures, Figures::threads));
    lines.add(
        row(
            "death of the leaders' process to 500 new leaders",
            "%.2f s",
            figures,
            Figures::takenOver));
    return lines;
  }

  private static String row(
      String what, String format, Collection<Figures> found, ToDoubleFunction<Figures> figure) {
    return row(
        what,
        found.stream().map(each -> String.format(Locale.ROOT, format, figure.applyAsDouble(each))));
  }

  private static String row(String what, Stream<String> cells) {
    return Stream.concat(Stream.of(what), cells).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
