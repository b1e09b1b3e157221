package io.matriarch.examples.quickstart.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;

/** When the leader key came and went, as told by the store itself. Thread safe. */
public final class LeaderEvents implements Watcher {

  private record Seen(Event.EventType type, Instant at) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  @Override
  public void process(WatchedEvent event) {
    if (event.getType() != Event.EventType.None) {
      seen.add(new Seen(event.getType(), Instant.now()));
    }
  }

  /** When the key was first deleted after this instant. */
  public Optional<Instant> deletedAfter(Instant from) {
    return seen.stream()
        .filter(s -> s.type() == Event.EventType.NodeDeleted && !s.at().isBefore(from))
        .map(Seen::at)
        .findFirst();
  }
}
