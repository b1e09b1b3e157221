package io.matriarch.core.internal.machine;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ScheduledRestart;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Versioned;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * What a node remembers from one decision to the next and cannot see again.
 *
 * @param bornAt when this process began
 * @param longestTtl the longest lifetime of leases that was in force since then
 * @param lastViewWithLeader to ask its members in an election, even if their records have expired
 * @param adoptedUntil a primary that was found running without a lease may stay until then; over as
 *     soon as this process has held a lease itself, or was refused it because another node has it
 * @param startFailingSince a leader's resource is down since, for {@code primary_start_timeout}
 * @param creation this node's right to create the cluster
 * @param hasLed this process has held the lease: what it found left behind is used up
 * @param standingClaim a claim to create the cluster stands, and nobody uses it
 * @param stalledSince a replica has not streamed from its leader since
 * @param sourceAwayAt the leader that this replica follows could not be followed, last at this
 *     instant, and it has neither been seen to stream nor been told to follow since
 * @param failsafeOffAt failsafe mode has been off since then, as far as this node knows; for a
 *     leader without store, which goes on by it, not before it was last heard
 * @param failsafeUntil stand still: a leader without store asked for it
 * @param othersStandUntil whom this leader asked to stand still may do so until then
 * @param fencedAt when the last fencing was ordered
 * @param announced what was last published about this node
 * @param announcedAt when
 * @param retainedFor followers for whom history was last kept
 * @param scheduledRestart a restart that waits for its time
 * @param answeredRequest the move request that stood when this node took the lead, as long as it
 *     stands; versions alone begin again when a key was removed
 * @param moveDueSince a request has asked this node to step aside since
 * @param returning the resource was stopped by request and is to come back as a replica
 * @param leaderlessSince the view has named no leader since
 * @param storeFailingSince the store could not be read since
 * @param refusedUntil the promotion was forbidden here: another node is to lead until then
 * @param lastElection the last leadership that began, as far as this node saw it
 * @param ledTerm the last term under which this node's resource was made primary
 * @param shutdownRequested end in an orderly way
 * @param exiting the exit was ordered; nothing more is done
 */
public record Memory(
    MonoTime bornAt,
    Duration longestTtl,
    Optional<ClusterView> lastViewWithLeader,
    MonoTime adoptedUntil,
    Optional<MonoTime> startFailingSince,
    Optional<Creation> creation,
    boolean hasLed,
    Optional<StandingClaim> standingClaim,
    Optional<MonoTime> stalledSince,
    Optional<MonoTime> sourceAwayAt,
    MonoTime failsafeOffAt,
    MonoTime failsafeUntil,
    MonoTime othersStandUntil,
    MonoTime fencedAt,
    Optional<MemberRecord> announced,
    MonoTime announcedAt,
    SortedSet<NodeName> retainedFor,
    Optional<ScheduledRestart> scheduledRestart,
    Optional<Versioned> answeredRequest,
    Optional<MonoTime> moveDueSince,
    Optional<Returning> returning,
    Optional<MonoTime> leaderlessSince,
    Optional<MonoTime> storeFailingSince,
    MonoTime refusedUntil,
    Optional<Beginning> lastElection,
    Optional<Term> ledTerm,
    boolean shutdownRequested,
    boolean exiting) {

  /** A leadership, and when it was first seen. */
  public record Beginning(Term term, MonoTime at) {}

  static Memory fresh(MonoTime bornAt, MonoTime adoptedUntil) {
    return new Memory(
        bornAt,
        Duration.ZERO,
        Optional.empty(),
        adoptedUntil,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        bornAt,
        MonoTime.MIN,
        MonoTime.MIN,
        MonoTime.MIN,
        Optional.empty(),
        MonoTime.MIN,
        Collections.emptySortedSet(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MonoTime.MIN,
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  /** The longest that was in force, now included. */
  public Duration longestTtl(Duration now) {
    return now.compareTo(longestTtl) > 0 ? now : longestTtl;
  }

  Memory hadTtl(Duration value) {
    return value.compareTo(longestTtl) <= 0 ? this : with(edit -> edit.longestTtl = value);
  }

  Memory lastViewWithLeader(Optional<ClusterView> value) {
    return with(edit -> edit.lastViewWithLeader = value);
  }

  Memory adoptedUntil(MonoTime value) {
    return with(edit -> edit.adoptedUntil = value);
  }

  Memory startFailingSince(Optional<MonoTime> value) {
    return value.equals(startFailingSince) ? this : with(edit -> edit.startFailingSince = value);
  }

  /** This node won the right to create the cluster. */
  public boolean initializing() {
    return creation.isPresent();
  }

  Memory creation(Optional<Creation> value) {
    return value.equals(creation) ? this : with(edit -> edit.creation = value);
  }

  Memory standingClaim(Optional<StandingClaim> value) {
    return value.equals(standingClaim) ? this : with(edit -> edit.standingClaim = value);
  }

  Memory stalledSince(Optional<MonoTime> value) {
    return value.equals(stalledSince) ? this : with(edit -> edit.stalledSince = value);
  }

  Memory sourceAwayAt(Optional<MonoTime> value) {
    return value.equals(sourceAwayAt) ? this : with(edit -> edit.sourceAwayAt = value);
  }

  Memory failsafeOffAt(MonoTime value) {
    return with(edit -> edit.failsafeOffAt = value);
  }

  Memory failsafeUntil(MonoTime value) {
    return with(edit -> edit.failsafeUntil = value);
  }

  Memory othersStandUntil(MonoTime value) {
    return with(edit -> edit.othersStandUntil = value);
  }

  Memory fencedAt(MonoTime value) {
    return with(edit -> edit.fencedAt = value);
  }

  Memory scheduledRestart(Optional<ScheduledRestart> value) {
    return with(edit -> edit.scheduledRestart = value);
  }

  Memory answeredRequest(Optional<Versioned> value) {
    return value.equals(answeredRequest) ? this : with(edit -> edit.answeredRequest = value);
  }

  Memory moveDueSince(Optional<MonoTime> value) {
    return value.equals(moveDueSince) ? this : with(edit -> edit.moveDueSince = value);
  }

  Memory returning(Optional<Returning> value) {
    return with(edit -> edit.returning = value);
  }

  Memory leaderlessSince(Optional<MonoTime> value) {
    return value.equals(leaderlessSince) ? this : with(edit -> edit.leaderlessSince = value);
  }

  Memory storeFailingSince(Optional<MonoTime> value) {
    return value.equals(storeFailingSince) ? this : with(edit -> edit.storeFailingSince = value);
  }

  Memory refusedUntil(MonoTime value) {
    return with(edit -> edit.refusedUntil = value);
  }

  /** A leadership begins with the first that is seen of it. */
  Memory sawLeader(Term term, MonoTime at) {
    boolean known = lastElection.filter(last -> last.term().equals(term)).isPresent();
    return known ? this : with(edit -> edit.lastElection = Optional.of(new Beginning(term, at)));
  }

  Memory ledTerm(Optional<Term> value) {
    return with(edit -> edit.ledTerm = value);
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
    private final MonoTime bornAt;
    private Duration longestTtl;
    private Optional<ClusterView> lastViewWithLeader;
    private MonoTime adoptedUntil;
    private Optional<MonoTime> startFailingSince;
    private Optional<Creation> creation;
    private boolean hasLed;
    private Optional<StandingClaim> standingClaim;
    private Optional<MonoTime> stalledSince;
    private Optional<MonoTime> sourceAwayAt;
    private MonoTime failsafeOffAt;
    private MonoTime failsafeUntil;
    private MonoTime othersStandUntil;
    private MonoTime fencedAt;
    private Optional<MemberRecord> announced;
    private MonoTime announcedAt;
    private SortedSet<NodeName> retainedFor;
    private Optional<ScheduledRestart> scheduledRestart;
    private Optional<Versioned> answeredRequest;
    private Optional<MonoTime> moveDueSince;
    private Optional<Returning> returning;
    private Optional<MonoTime> leaderlessSince;
    private Optional<MonoTime> storeFailingSince;
    private MonoTime refusedUntil;
    private Optional<Beginning> lastElection;
    private Optional<Term> ledTerm;
    private boolean shutdownRequested;
    private boolean exiting;

    private Edit(Memory from) {
      bornAt = from.bornAt();
      longestTtl = from.longestTtl();
      lastViewWithLeader = from.lastViewWithLeader();
      adoptedUntil = from.adoptedUntil();
      startFailingSince = from.startFailingSince();
      creation = from.creation();
      hasLed = from.hasLed();
      standingClaim = from.standingClaim();
      stalledSince = from.stalledSince();
      sourceAwayAt = from.sourceAwayAt();
      failsafeOffAt = from.failsafeOffAt();
      failsafeUntil = from.failsafeUntil();
      othersStandUntil = from.othersStandUntil();
      fencedAt = from.fencedAt();
      announced = from.announced();
      announcedAt = from.announcedAt();
      retainedFor = from.retainedFor();
      scheduledRestart = from.scheduledRestart();
      answeredRequest = from.answeredRequest();
      moveDueSince = from.moveDueSince();
      returning = from.returning();
      leaderlessSince = from.leaderlessSince();
      storeFailingSince = from.storeFailingSince();
      refusedUntil = from.refusedUntil();
      lastElection = from.lastElection();
      ledTerm = from.ledTerm();
      shutdownRequested = from.shutdownRequested();
      exiting = from.exiting();
    }

    private Memory done() {
      return new Memory(
          bornAt,
          longestTtl,
          lastViewWithLeader,
          adoptedUntil,
          startFailingSince,
          creation,
          hasLed,
          standingClaim,
          stalledSince,
          sourceAwayAt,
          failsafeOffAt,
          failsafeUntil,
          othersStandUntil,
          fencedAt,
          announced,
          announcedAt,
          retainedFor,
          scheduledRestart,
          answeredRequest,
          moveDueSince,
          returning,
          leaderlessSince,
          storeFailingSince,
          refusedUntil,
          lastElection,
          ledTerm,
          shutdownRequested,
          exiting);
    }
  }
}
