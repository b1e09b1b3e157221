package io.matriarch.examples.quickstart.cluster;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.wire.KeyLayout;
import java.util.Optional;

/** Looks at a cluster's keys from outside, with a client of its own. */
public abstract class StoreView implements AutoCloseable {
  private final KeyLayout keys;

  StoreView(ClusterId cluster) {
    this.keys = new KeyLayout(cluster);
  }

  /** Who holds the leader key. */
  public final Optional<String> leader() throws InterruptedException {
    return text(keys.leader());
  }

  /** The document that the cluster's creation leaves. */
  public final Optional<String> initialize() throws InterruptedException {
    return text(keys.initialize());
  }

  /** The leader's position in the last status that it published. */
  public final Optional<Long> publishedPosition() throws InterruptedException {
    return text(keys.status())
        .flatMap(Json::object)
        .map(status -> status.get("optime"))
        .map(optime -> ((Number) optime).longValue());
  }

  /** From now on, notes when the leader key goes. */
  public final LeaderEvents watchLeader() throws InterruptedException {
    LeaderEvents events = new LeaderEvents();
    watch(keys.leader(), events);
    return events;
  }

  /** What a key contains, if it is there. */
  abstract Optional<String> text(String key) throws InterruptedException;

  abstract void watch(String key, LeaderEvents events) throws InterruptedException;

  @Override
  public abstract void close();
}
