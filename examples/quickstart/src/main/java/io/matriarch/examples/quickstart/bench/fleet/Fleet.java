package io.matriarch.examples.quickstart.bench.fleet;

import io.matriarch.examples.quickstart.bench.ProcessUse;
import io.matriarch.examples.quickstart.cluster.EmbeddedZooKeeper;
import io.matriarch.examples.quickstart.cluster.Ports;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Measures one kind of participants: one process leads everything, another waits, the first dies.
 */
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

  Figures measure(String kind, Path directory) throws IOException, InterruptedException {
    Path data = directory.resolve("store-of-" + kind);
    Path log = directory.resolve(kind + ".log");
    try (EmbeddedZooKeeper store = EmbeddedZooKeeper.start(data, Ports.free(1).get(0));
        Participant leader = Participant.start(kind, store.hosts(), "a", log)) {
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
      try (Participant other = Participant.start(kind, store.hosts(), "b", log)) {
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

  private Idle watch(EmbeddedZooKeeper store, Participant leader)
      throws IOException, InterruptedException {
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

  /** Lines of the report. */
  static List<String> report(Figures ours, Figures latch) {
    return List.of(
        "",
        "## Five hundred elections in one process, on one connection",
        "",
        "`LeaderElection` beside Curator's `LeaderLatch`, ttl and session timeout "
            + Participants.TTL.toSeconds()
            + " s, one server. Requests are counted by",
        "the server, its pings included. A second process waits in all elections when the first one"
            + " is killed;",
        "until then the store must wait for the ttl.",
        "",
        "| What | Matriarch | `LeaderLatch` |",
        "| --- | --- | --- |",
        row("from the first start to 500 leaders", "%.2f s", ours.elected(), latch.elected()),
        row("idle leaders: requests to the store", "%.1f/s", ours.requests(), latch.requests()),
        row(
            "idle leaders and those who wait: requests to the store",
            "%.1f/s",
            ours.requestsOfBoth(),
            latch.requestsOfBoth()),
        row("idle leaders: share of a core", "%.2f %%", ours.cpu(), latch.cpu()),
        row("memory in use, more than before", "%.1f MiB", ours.mebibytes(), latch.mebibytes()),
        row(
            "resident memory, more than before",
            "%.1f MiB",
            ours.residentMebibytes(),
            latch.residentMebibytes()),
        row("threads, more than before", "%.0f", ours.threads(), latch.threads()),
        row(
            "death of the leaders' process to 500 new leaders",
            "%.2f s",
            ours.takenOver(),
            latch.takenOver()));
  }

  private static String row(String what, String format, double ours, double latch) {
    return String.format(
        Locale.ROOT, "| %s | " + format + " | " + format + " |", what, ours, latch);
  }
}
