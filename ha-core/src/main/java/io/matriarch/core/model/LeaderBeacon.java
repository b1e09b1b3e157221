package io.matriarch.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a leader publishes with its renewals (contract §1.4).
 *
 * @param position offset of the leader's last position; 0 if unknown
 * @param slots position per replication slot, by slot name
 * @param retainSlots slots that every node keeps although their member is away, sorted
 */
public record LeaderBeacon(long position, SortedMap<String, Long> slots, List<String> retainSlots) {
  public static final LeaderBeacon EMPTY = new LeaderBeacon(0, new TreeMap<>(), List.of());

  public LeaderBeacon {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    retainSlots = retainSlots.stream().sorted().distinct().toList();
  }

  public LeaderBeacon(long position, Map<String, Long> slots, Collection<String> retainSlots) {
    this(position, new TreeMap<>(slots), List.copyOf(retainSlots));
  }

  public LeaderBeacon withPosition(long newPosition) {
    return new LeaderBeacon(newPosition, slots, retainSlots);
  }
}
