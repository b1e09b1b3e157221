package io.matriarch.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a leader publishes with its renewals.
 *
 * @param position offset of the leader's last position; 0 if unknown
 * @param slots position per replication slot, by slot name
 * @param retainSlots slots that every node keeps although their member is away, sorted
 * @param failsafe members and the addresses of their APIs, who must all agree before the leader
 *     goes on without the store; absent: what is published stays
 */
public record LeaderBeacon(
    long position,
    SortedMap<String, Long> slots,
    List<String> retainSlots,
    Optional<SortedMap<NodeName, String>> failsafe) {
  /** Nothing known and nothing to say. */
  public static final LeaderBeacon EMPTY = new LeaderBeacon(0, Map.of(), List.of());

  /** Keeps sorted copies. */
  public LeaderBeacon {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    retainSlots = retainSlots.stream().sorted().distinct().toList();
    failsafe = failsafe.map(TreeMap::new).map(Collections::unmodifiableSortedMap);
  }

  /**
   * A beacon that leaves the published failsafe topology as it is.
   *
   * @param position offset of the leader's last position; 0 if unknown
   * @param slots position per replication slot, by slot name
   * @param retainSlots slots that every node keeps although their member is away
   */
  public LeaderBeacon(long position, Map<String, Long> slots, Collection<String> retainSlots) {
    this(position, new TreeMap<>(slots), List.copyOf(retainSlots), Optional.empty());
  }

  /**
   * {@return the same beacon with another position}
   *
   * @param newPosition offset; 0 if unknown
   */
  public LeaderBeacon withPosition(long newPosition) {
    return new LeaderBeacon(newPosition, slots, retainSlots, failsafe);
  }

  /**
   * {@return the same beacon with another failsafe topology}
   *
   * @param members names and addresses; absent: what is published stays
   */
  public LeaderBeacon withFailsafe(Optional<SortedMap<NodeName, String>> members) {
    return new LeaderBeacon(position, slots, retainSlots, members);
  }
}
