package io.matriarch.examples.quickstart.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** When the leader key went, as told by the store itself. Thread safe. */
public final class LeaderEvents {
  private final List<Instant> deletions = new CopyOnWriteArrayList<>();

  void deleted() {
    deletions.add(Instant.now());
  }

  /** When the key was first deleted after this instant. */
  public Optional<Instant> deletedAfter(Instant from) {
    return deletions.stream().filter(at -> !at.isBefore(from)).findFirst();
  }
}
