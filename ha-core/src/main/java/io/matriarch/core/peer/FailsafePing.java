package io.matriarch.core.peer;

import io.matriarch.core.model.NodeName;
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
 */
public record FailsafePing(
    NodeName leader, String connUrl, String apiUrl, SortedMap<String, Long> slots) {
  /** Keeps a sorted copy of the slots. */
  public FailsafePing {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
  }
}
