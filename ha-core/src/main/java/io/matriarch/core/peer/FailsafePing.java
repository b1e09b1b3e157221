package io.matriarch.core.peer;

import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A leader without store asks another member whether it may go on.
 *
 * @param leader who asks
 * @param connUrl where it serves clients
 * @param apiUrl where it can be asked
 * @param slots its positions per replication slot
 * @param ttl for how long it counts on those who accept: the lifetime of leases that it knows of
 */
public record FailsafePing(
    NodeName leader, String connUrl, String apiUrl, SortedMap<String, Long> slots, Duration ttl) {
  /** Keeps a sorted copy of the slots. */
  public FailsafePing {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
  }
}
