package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.load.Acknowledged;
import io.matriarch.examples.quickstart.load.Losses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What one fault did.
 *
 * @param silence longest time without an acknowledged write anywhere
 * @param overlap time in which two nodes accepted writes, from the first of the younger reign to
 *     the last of the older one
 * @param lateWrites writes that the older one took in that time
 * @param lost acknowledged writes that are gone
 * @param confirmed how many of them a replica had on its disk
 * @param healthy from the end of the fault until all members were in order; empty: they were not in
 *     time
 * @param alike whether all nodes hold the same rows
 */
record Outcome(
    Duration silence,
    Duration overlap,
    long lateWrites,
    long lost,
    long confirmed,
    Optional<Duration> healthy,
    boolean alike) {

  /**
   * Judges what the writers were promised.
   *
   * @param struck when the fault began, as nanoTime
   * @param stored what the primary has now
   */
  static Outcome of(
      Collection<Session> sessions,
      long struck,
      Set<Long> stored,
      Optional<Duration> healthy,
      boolean alike) {
    List<Reign> reigns = Reign.of(sessions);
    Duration overlap = Duration.ZERO;
    long late = 0;
    for (Reign reign : reigns) {
      for (Reign other : reigns) {
        if (!reign.node().equals(other.node())) {
          overlap = longer(overlap, reign.overlap(other));
          late += reign.lateWrites(other);
        }
      }
    }
    List<Losses> losses =
        sessions.stream().map(s -> Losses.of(s.writes(), stored, s.confirmed())).toList();
    return new Outcome(
        silence(sessions, struck),
        overlap,
        late,
        losses.stream().mapToLong(loss -> loss.lost().size()).sum(),
        losses.stream().mapToLong(Losses::confirmed).sum(),
        healthy,
        alike);
  }

  private static Duration silence(Collection<Session> sessions, long struck) {
    long[] times =
        sessions.stream()
            .flatMap(session -> session.writes().stream())
            .mapToLong(Acknowledged::nanoTime)
            .sorted()
            .toArray();
    return Duration.ofNanos(
        LongStream.range(1, times.length)
            .filter(i -> times[(int) i] > struck)
            .map(i -> times[(int) i] - times[(int) i - 1])
            .max()
            .orElse(0));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** What is not as this promise says. */
  List<String> breaches(Promise promise, boolean leash) {
    List<String> breaches = new ArrayList<>();
    if (healthy.isEmpty()) {
      breaches.add("the members were not in order again in time");
    }
    if (!alike) {
      breaches.add("the nodes do not hold the same rows");
    }
    // A replica that still follows the old one of two primaries confirms what will be lost.
    if (promise.oneWriter(leash) && confirmed > 0) {
      breaches.add(confirmed + " writes are lost that a replica had confirmed");
    }
    if (promise.oneWriter(leash) && lateWrites > 0) {
      breaches.add("two nodes accepted writes for %d ms".formatted(overlap.toMillis()));
    }
    if (promise.lossless() && lost > 0) {
      breaches.add(lost + " acknowledged writes are lost");
    }
    return breaches;
  }
}
