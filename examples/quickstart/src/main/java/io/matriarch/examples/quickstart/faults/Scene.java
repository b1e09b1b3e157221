package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A cluster under load at the moment when something befalls it. For one thread. */
final class Scene {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** How long two primaries are watched once there may be two. */
  private static final Duration AFTERMATH = Duration.ofSeconds(4);

  private static final Duration FROZEN = Duration.ofMillis(1500);
  private static final Duration AWAKE = Duration.ofMillis(500);

  private final Herd herd;
  private final Random random;
  private final Duration ttl;
  private final Herd.Member primary;
  private final List<NodeWriter> writers = new ArrayList<>();
  private long struck;
  private long over;

  private Scene(Herd herd, Random random, Duration ttl, Herd.Member primary) {
    this.herd = herd;
    this.random = random;
    this.ttl = ttl;
    this.primary = primary;
  }

  /** Begins to write to every member; blocks until the primary has taken some. */
  static Scene open(Herd herd, Random random, Duration ttl) throws InterruptedException {
    Herd.Member primary =
        herd.primary().orElseThrow(() -> new TrialException("there is no primary"));
    Scene scene = new Scene(herd, random, ttl, primary);
    herd.members().forEach(scene::writeTo);
    Wait.until("the first writes", SOON, () -> scene.size() >= 50);
    return scene;
  }

  Herd herd() {
    return herd;
  }

  /** Who was the primary when it began. */
  Herd.Member primary() {
    return primary;
  }

  /** The others, in an order of chance. */
  List<Herd.Member> replicas() {
    return shuffled(herd.members().stream().filter(member -> !member.equals(primary)).toList());
  }

  /** The same list in an order of chance. */
  <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** A number of chance, from zero to less than this. */
  long below(long bound) {
    return random.nextLong(bound);
  }

  /** A time of chance, shorter than this. */
  Duration upTo(Duration longest) {
    return Duration.ofMillis(below(longest.toMillis()));
  }

  /** Somebody writes to this one, too. */
  void writeTo(Herd.Member member) {
    writers.add(NodeWriter.start(herd.database(), member.node().spec(), writers.size()));
  }

  /** It begins now. */
  void strike() {
    struck = System.nanoTime();
  }

  /** It has ended now; from here on the cluster is on its own. */
  void over() {
    over = System.nanoTime();
  }

  long struck() {
    return struck;
  }

  long isOver() {
    return over;
  }

  /** Waits until the fault has lasted that long. */
  void lasts(Duration time) throws InterruptedException {
    long left = struck + time.toNanos() - System.nanoTime();
    if (left > 0) {
      Wait.pause(Duration.ofNanos(left));
    }
  }

  /** Waits until the fault has outlived the lease by a bit. */
  void outlivesTheLease() throws InterruptedException {
    lasts(ttl.plusSeconds(3));
  }

  /**
   * Freezes them for most of the time, again and again, until that has outlived the lease by a bit.
   */
  void stutter(Supplier<List<ProcessHandle>> victims) throws InterruptedException {
    strike();
    long end = struck + ttl.plusSeconds(3).toNanos();
    while (System.nanoTime() < end) {
      herd.signals().freeze(victims);
      Wait.pause(FROZEN);
      herd.signals().thaw();
      Wait.pause(AWAKE);
    }
    over();
  }

  /** Waits until another node takes writes, and a bit more; or until it does not look like it. */
  void untilSomebodyElseLeads() throws InterruptedException {
    String former = primary.name();
    Wait.within(
        ttl.plusSeconds(10),
        () ->
            writers.stream()
                .filter(writer -> !writer.node().name().equals(former))
                .anyMatch(writer -> writer.size() > 0));
    Wait.pause(AFTERMATH);
  }

  /** Everything that was promised so far. */
  List<Session> sessions() {
    return writers.stream().flatMap(writer -> writer.sessions().stream()).toList();
  }

  /** Number of acknowledged writes so far. */
  int size() {
    return writers.stream().mapToInt(NodeWriter::size).sum();
  }

  /** One primary, and all others not only connected to it but right behind what it writes. */
  boolean isHealthy() throws InterruptedException {
    return herd.isHealthy()
        && writers.stream().anyMatch(w -> w.replicasInStep() >= herd.members().size() - 1);
  }

  /** Waits until writes succeed again, or the time is over. */
  void awaitWrites(Duration longest) throws InterruptedException {
    int wanted = size() + 50;
    Wait.within(longest, () -> size() >= wanted);
  }

  /** Ends writing. Does nothing the second time. */
  void endWriting() throws InterruptedException {
    // A frozen server would hold up each of them for a while.
    for (NodeWriter writer : writers) {
      writer.finish();
    }
  }

  /** Ends whatever was done to the cluster. */
  void mend() throws IOException, InterruptedException {
    herd.mend();
    if (over == 0) {
      over();
    }
  }
}
