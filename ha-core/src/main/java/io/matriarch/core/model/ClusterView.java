package io.matriarch.core.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything the store knows about one cluster, as of one read. Reads may lag where the store's
 * traits say so; nothing safe may rest on a view alone.
 *
 * @param sentAt monotonic time immediately before the read was sent
 * @param leader the leader key, if there is one with a non-empty value
 * @param members announcements by name
 * @param config dynamic configuration document
 * @param initialize system identifier, or an empty text while somebody initialises the cluster
 * @param failover switchover or failover request
 * @param history timeline history document
 * @param sync synchronous state document
 * @param failsafe failsafe topology document
 * @param status last beacon of the leader
 */
public record ClusterView(
    MonoTime sentAt,
    Optional<LeaderRecord> leader,
    SortedMap<NodeName, MemberRecord> members,
    Optional<Versioned> config,
    Optional<Versioned> initialize,
    Optional<Versioned> failover,
    Optional<Versioned> history,
    Optional<Versioned> sync,
    Optional<String> failsafe,
    LeaderBeacon status) {

  /** Keeps a copy of the members. */
  public ClusterView {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /**
   * {@return a cluster nobody has written anything about yet}
   *
   * @param sentAt when the read was sent
   */
  public static ClusterView empty(MonoTime sentAt) {
    return new ClusterView(
        sentAt,
        Optional.empty(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        LeaderBeacon.EMPTY);
  }

  /**
   * {@return the same view with another leader}
   *
   * @param newLeader absent: nobody leads
   */
  public ClusterView withLeader(Optional<LeaderRecord> newLeader) {
    return new ClusterView(
        sentAt, newLeader, members, config, initialize, failover, history, sync, failsafe, status);
  }

  /** {@return whether a member of another kind is listed, such as one of Patroni's} */
  public boolean isMixed() {
    return members.values().stream().anyMatch(member -> !member.native_());
  }

  /**
   * {@return what this member published, if it did}
   *
   * @param name the member
   */
  public Optional<MemberRecord> member(NodeName name) {
    return Optional.ofNullable(members.get(name));
  }
}
