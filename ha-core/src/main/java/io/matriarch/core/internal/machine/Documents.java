package io.matriarch.core.internal.machine;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.wire.FailoverCodec;
import io.matriarch.core.wire.FailsafeCodec;
import io.matriarch.core.wire.HistoryCodec;
import io.matriarch.core.wire.Timestamps;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the texts in a view say. They are read once per change, since every decision asks for them.
 *
 * @param clusterTimeline the cluster's timeline by the history; 0 if unknown
 * @param historyTold the timeline that a primary is on which has nothing to add to the history
 * @param configUsable there is a dynamic configuration that can be read
 * @param move the request to move leadership
 * @param moveAt when that is to be done, if it is scheduled and the time can be read
 * @param failsafe the members that must agree in failsafe mode, with their addresses
 * @param sources the members that can be streamed from, and where
 */
public record Documents(
    long clusterTimeline,
    long historyTold,
    boolean configUsable,
    Optional<FailoverRequest> move,
    Optional<OffsetDateTime> moveAt,
    SortedMap<NodeName, String> failsafe,
    Map<NodeName, ReplicationSource> sources) {
  static final Documents NONE =
      new Documents(
          0,
          0,
          false,
          Optional.empty(),
          Optional.empty(),
          Collections.emptySortedMap(),
          Collections.emptyMap());

  public Documents {
    failsafe = Collections.unmodifiableSortedMap(failsafe);
    sources = Collections.unmodifiableMap(sources);
  }

  public static Documents of(ClusterView view) {
    Optional<FailoverRequest> move = move(view);
    return new Documents(
        timeline(view),
        told(view),
        configUsable(view),
        move,
        at(move),
        failsafe(view),
        sources(view));
  }

  /** Of the view that comes after the one that these were read from. */
  Documents next(ClusterView old, ClusterView view) {
    boolean sameMove = old.failover().equals(view.failover());
    Optional<FailoverRequest> newMove = sameMove ? move : move(view);
    boolean sameHistory = old.history().equals(view.history());
    return new Documents(
        sameHistory ? clusterTimeline : timeline(view),
        sameHistory ? historyTold : told(view),
        old.config().equals(view.config()) ? configUsable : configUsable(view),
        newMove,
        sameMove ? moveAt : at(newMove),
        old.failsafe().equals(view.failsafe()) ? failsafe : failsafe(view),
        sameAddresses(old, view) ? sources : sources(view));
  }

  private static long timeline(ClusterView view) {
    return HistoryCodec.clusterTimeline(view.history().map(Versioned::value));
  }

  private static long told(ClusterView view) {
    return HistoryCodec.told(view.history().map(Versioned::value));
  }

  private static boolean configUsable(ClusterView view) {
    return view.config().map(Versioned::value).filter(ClusterConfig::isUsable).isPresent();
  }

  private static Optional<FailoverRequest> move(ClusterView view) {
    return view.failover().map(Versioned::value).flatMap(FailoverCodec::decode);
  }

  private static Optional<OffsetDateTime> at(Optional<FailoverRequest> move) {
    return move.flatMap(FailoverRequest::scheduledAt)
        .flatMap(Timestamps::parse)
        .flatMap(Timestamps.Parsed::offset);
  }

  private static SortedMap<NodeName, String> failsafe(ClusterView view) {
    return FailsafeCodec.decode(view.failsafe().orElse(""));
  }

  private static Map<NodeName, ReplicationSource> sources(ClusterView view) {
    Map<NodeName, ReplicationSource> sources = new TreeMap<>();
    for (MemberRecord member : view.members().values()) {
      member.asSource().ifPresent(source -> sources.put(member.name(), source));
    }
    return sources;
  }

  private static boolean sameAddresses(ClusterView old, ClusterView view) {
    if (old.members().size() != view.members().size()) {
      return false;
    }
    for (MemberRecord member : view.members().values()) {
      MemberRecord before = old.members().get(member.name());
      if (before == null || !before.connUrl().equals(member.connUrl())) {
        return false;
      }
    }
    return true;
  }
}
