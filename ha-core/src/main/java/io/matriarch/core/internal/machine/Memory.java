package io.matriarch.core.internal.machine;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

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
    return with(edit -> edit.lastViewWithLeader = value);
  }

  Memory adoptedUntil(MonoTime value) {
    return with(edit -> edit.adoptedUntil = value);
  }

  Memory startFailingSince(Optional<MonoTime> value) {
    return with(edit -> edit.startFailingSince = value);
  }

  Memory initializing(boolean value) {
    return with(edit -> edit.initializing = value);
  }

  Memory initializeEmptySince(Optional<MonoTime> value) {
    return with(edit -> edit.initializeEmptySince = value);
  }

  Memory stalledSince(Optional<MonoTime> value) {
    return with(edit -> edit.stalledSince = value);
  }

  Memory failsafeUntil(MonoTime value) {
    return with(edit -> edit.failsafeUntil = value);
  }

  Memory fencedAt(MonoTime value) {
    return with(edit -> edit.fencedAt = value);
  }

  Memory shutdownRequested(boolean value) {
    return with(edit -> edit.shutdownRequested = value);
  }

  Memory exiting(boolean value) {
    return with(edit -> edit.exiting = value);
  }

  /** For the announcer. */
  public Memory announced(MemberRecord record, MonoTime at) {
    return with(
        edit -> {
          edit.announced = Optional.of(record);
          edit.announcedAt = at;
        });
  }

  /** For the chore that serves followers. */
  public Memory retainedFor(SortedSet<NodeName> value) {
    return with(edit -> edit.retainedFor = value);
  }

  /** The announcement did not arrive: it is to be made again. */
  Memory notAnnounced(MonoTime at) {
    return with(
        edit -> {
          edit.announced = Optional.empty();
          edit.announcedAt = at;
        });
  }

  Memory hasLed(boolean value) {
    return with(edit -> edit.hasLed = value);
  }

  private Memory with(Consumer<Edit> change) {
    Edit edit = new Edit(this);
    change.accept(edit);
    return edit.done();
  }

  /** The components while one or two of them are being replaced. */
  private static final class Edit {
    private Optional<ClusterView> lastViewWithLeader;
    private MonoTime adoptedUntil;
    private Optional<MonoTime> startFailingSince;
    private boolean initializing;
    private boolean hasLed;
    private Optional<MonoTime> initializeEmptySince;
    private Optional<MonoTime> stalledSince;
    private MonoTime failsafeUntil;
    private MonoTime fencedAt;
    private Optional<MemberRecord> announced;
    private MonoTime announcedAt;
    private SortedSet<NodeName> retainedFor;
    private boolean shutdownRequested;
    private boolean exiting;

    private Edit(Memory from) {
      lastViewWithLeader = from.lastViewWithLeader();
      adoptedUntil = from.adoptedUntil();
      startFailingSince = from.startFailingSince();
      initializing = from.initializing();
      hasLed = from.hasLed();
      initializeEmptySince = from.initializeEmptySince();
      stalledSince = from.stalledSince();
      failsafeUntil = from.failsafeUntil();
      fencedAt = from.fencedAt();
      announced = from.announced();
      announcedAt = from.announcedAt();
      retainedFor = from.retainedFor();
      shutdownRequested = from.shutdownRequested();
      exiting = from.exiting();
    }

    private Memory done() {
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
          exiting);
    }
  }
}
