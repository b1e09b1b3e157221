package io.matriarch.core.internal.machine;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a node remembers from one decision to the next and cannot see again.
 *
 * @param lastViewWithLeader to ask its members in an election, even if their records have expired
 * @param adoptedUntil a primary that was found running without a lease may stay until then
 * @param startFailingSince a leader's resource is down since, for {@code primary_start_timeout}
 * @param initializing this node won the right to create the cluster
 * @param hasLed this process has held the lease: what it found left behind is used up
 * @param initializeEmptySince the claim to create the cluster has stood without result since
 * @param stalledSince a replica has not streamed from its leader since
 * @param failsafeUntil stand still: a leader without store asked for it
 * @param fencedAt when the last fencing was ordered
 * @param announced what was last published about this node
 * @param announcedAt when
 * @param retainedFor followers for whom history was last kept
 * @param shutdownRequested end in an orderly way
 * @param exiting the exit was ordered; nothing more is done
 */
public record Memory(
    Optional<ClusterView> lastViewWithLeader,
    MonoTime adoptedUntil,
    Optional<MonoTime> startFailingSince,
    boolean initializing,
    boolean hasLed,
    Optional<MonoTime> initializeEmptySince,
    Optional<MonoTime> stalledSince,
    MonoTime failsafeUntil,
    MonoTime fencedAt,
    Optional<MemberRecord> announced,
    MonoTime announcedAt,
    SortedSet<NodeName> retainedFor,
    boolean shutdownRequested,
    boolean exiting) {

  static Memory fresh(MonoTime adoptedUntil) {
    return new Memory(
        Optional.empty(),
        adoptedUntil,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        MonoTime.MIN,
        MonoTime.MIN,
        Optional.empty(),
        MonoTime.MIN,
        Collections.emptySortedSet(),
        false,
        false);
  }

  Memory lastViewWithLeader(Optional<ClusterView> value) {
    return new Memory(
        value,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory adoptedUntil(MonoTime value) {
    return new Memory(
        lastViewWithLeader,
        value,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory startFailingSince(Optional<MonoTime> value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        value,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory initializing(boolean value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        value,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory initializeEmptySince(Optional<MonoTime> value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        value,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory stalledSince(Optional<MonoTime> value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        value,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory failsafeUntil(MonoTime value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        value,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory fencedAt(MonoTime value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        value,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory shutdownRequested(boolean value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        value,
        exiting);
  }

  Memory exiting(boolean value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        value);
  }

  /** For the announcer. */
  public Memory announced(MemberRecord record, MonoTime at) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        Optional.of(record),
        at,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  /** For the chore that serves followers. */
  public Memory retainedFor(SortedSet<NodeName> value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        value,
        shutdownRequested,
        exiting);
  }

  /** The announcement did not arrive: it is to be made again. */
  Memory notAnnounced(MonoTime at) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        hasLed,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        Optional.empty(),
        at,
        retainedFor,
        shutdownRequested,
        exiting);
  }

  Memory hasLed(boolean value) {
    return new Memory(
        lastViewWithLeader,
        adoptedUntil,
        startFailingSince,
        initializing,
        value,
        initializeEmptySince,
        stalledSince,
        failsafeUntil,
        fencedAt,
        announced,
        announcedAt,
        retainedFor,
        shutdownRequested,
        exiting);
  }
}
