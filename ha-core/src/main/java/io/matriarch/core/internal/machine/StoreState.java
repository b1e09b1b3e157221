package io.matriarch.core.internal.machine;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import java.time.Instant;
import java.util.Optional;

/**
 * What this node knows of the store.
 *
 * @param view last view read, even if reading fails since
 * @param documents what the texts in it say
 * @param seenAt wall-clock time of that view, for people
 * @param failure why reading failed last; empty if the last read succeeded
 * @param readAt when the last read ended, well or not
 * @param dirtySince something may have changed at this instant, and no read sent later has ended
 * @param reading the read under way
 * @param writing the write under way
 * @param writtenAt when the last document write ended
 */
public record StoreState(
    Optional<ClusterView> view,
    Documents documents,
    Optional<Instant> seenAt,
    Optional<String> failure,
    MonoTime readAt,
    Optional<MonoTime> dirtySince,
    Optional<InFlight> reading,
    Optional<Writing> writing,
    MonoTime writtenAt) {

  /** What a write is for. */
  public enum Purpose {
    ANNOUNCEMENT,
    DOCUMENT,
    /** The claim to create the cluster: whoever has it applied has won. */
    CREATION_CLAIM,
    /** The same over a claim that was abandoned. */
    CREATION_TAKE_OVER
  }

  /**
   * One write at a time.
   *
   * @param abandoned version of the claim that a take-over replaces
   */
  public record Writing(InFlight request, Purpose purpose, Optional<String> abandoned) {}

  public static StoreState unknown(MonoTime now) {
    return new StoreState(
        Optional.empty(),
        Documents.NONE,
        Optional.empty(),
        Optional.empty(),
        MonoTime.MIN,
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        MonoTime.MIN);
  }

  /** True while the last read succeeded. */
  public boolean reachable() {
    return view.isPresent() && failure.isEmpty();
  }

  StoreState dirty(MonoTime now) {
    return new StoreState(
        view, documents, seenAt, failure, readAt, Optional.of(now), reading, writing, writtenAt);
  }

  /** To be read again soon, though nothing needs to wait for it. */
  StoreState old() {
    return new StoreState(
        view, documents, seenAt, failure, MonoTime.MIN, dirtySince, reading, writing, writtenAt);
  }

  StoreState reading(Optional<InFlight> request) {
    return new StoreState(
        view, documents, seenAt, failure, readAt, dirtySince, request, writing, writtenAt);
  }

  StoreState writing(InFlight request, Purpose purpose) {
    return with(Optional.of(new Writing(request, purpose, Optional.empty())), writtenAt);
  }

  /** The claim to create the cluster, over one that was abandoned if there is one. */
  StoreState claimingCreation(InFlight request, Optional<String> abandoned) {
    Purpose purpose = abandoned.isPresent() ? Purpose.CREATION_TAKE_OVER : Purpose.CREATION_CLAIM;
    return with(Optional.of(new Writing(request, purpose, abandoned)), writtenAt);
  }

  /** The write under way ended, well or not; a document's effect has yet to be seen. */
  StoreState writeEnded(MonoTime now) {
    boolean document = writing.filter(w -> w.purpose() != Purpose.ANNOUNCEMENT).isPresent();
    return document ? with(Optional.empty(), now).old() : with(Optional.empty(), writtenAt);
  }

  /** True if the view shows everything that this node has written. */
  boolean showsOwnWrites() {
    return view.filter(seen -> !seen.sentAt().isBefore(writtenAt)).isPresent();
  }

  StoreState seen(ClusterView newView, MonoTime now, Instant wallClock) {
    boolean covers = dirtySince.map(since -> !newView.sentAt().isBefore(since)).orElse(true);
    return new StoreState(
        Optional.of(newView),
        view.map(old -> documents.next(old, newView)).orElseGet(() -> Documents.of(newView)),
        Optional.of(wallClock),
        Optional.empty(),
        now,
        covers ? Optional.empty() : dirtySince,
        Optional.empty(),
        writing,
        writtenAt);
  }

  StoreState failed(String message, MonoTime now) {
    return new StoreState(
        view,
        documents,
        seenAt,
        Optional.of(message),
        now,
        Optional.empty(),
        Optional.empty(),
        writing,
        writtenAt);
  }

  private StoreState with(Optional<Writing> newWriting, MonoTime newWrittenAt) {
    return new StoreState(
        view, documents, seenAt, failure, readAt, dirtySince, reading, newWriting, newWrittenAt);
  }
}
