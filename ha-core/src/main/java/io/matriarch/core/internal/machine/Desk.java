package io.matriarch.core.internal.machine;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has been asked of this node.
 *
 * @param pending what waits for an answer, by reply id
 * @param restart a restart that was taken up
 * @param rebuild a fresh copy that was ordered
 * @param stepDown leadership is to be given up, for as long as there is a lease to be given up
 */
public record Desk(
    SortedMap<Long, Pending> pending,
    Optional<RestartOrder> restart,
    Optional<RebuildOrder> rebuild,
    boolean stepDown) {
  public static final Desk EMPTY =
      new Desk(new TreeMap<>(), Optional.empty(), Optional.empty(), false);

  public Desk {
    pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
  }

  Desk with(long replyId, Pending request) {
    SortedMap<Long, Pending> all = new TreeMap<>(pending);
    all.put(replyId, request);
    return new Desk(all, restart, rebuild, stepDown);
  }

  Desk without(long replyId) {
    SortedMap<Long, Pending> others = new TreeMap<>(pending);
    others.remove(replyId);
    return new Desk(others, restart, rebuild, stepDown);
  }

  Desk restart(Optional<RestartOrder> order) {
    return new Desk(pending, order, rebuild, stepDown);
  }

  Desk rebuild(Optional<RebuildOrder> order) {
    return new Desk(pending, restart, order, stepDown);
  }

  Desk stepDown(boolean ordered) {
    return new Desk(pending, restart, rebuild, ordered);
  }
}
