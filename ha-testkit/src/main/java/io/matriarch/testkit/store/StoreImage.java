package io.matriarch.testkit.store;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All keys of one cluster at one revision.
 *
 * @param revision grows with every change
 * @param lease the leader key
 * @param members member keys
 * @param documents text documents by key name
 * @param status last beacon
 */
public record StoreImage(
    long revision,
    Optional<HeldLease> lease,
    SortedMap<NodeName, Announcement> members,
    SortedMap<String, Versioned> documents,
    LeaderBeacon status) {
  static final StoreImage EMPTY =
      new StoreImage(1, Optional.empty(), new TreeMap<>(), new TreeMap<>(), LeaderBeacon.EMPTY);

  public StoreImage {
    members = Collections.unmodifiableSortedMap(members);
    documents = Collections.unmodifiableSortedMap(documents);
  }

  StoreImage emptied() {
    return new StoreImage(
        revision + 1, Optional.empty(), new TreeMap<>(), new TreeMap<>(), LeaderBeacon.EMPTY);
  }

  StoreImage withLease(Optional<HeldLease> newLease) {
    return new StoreImage(revision + 1, newLease, members, documents, status);
  }

  StoreImage withStatus(LeaderBeacon newStatus) {
    return new StoreImage(revision + 1, lease, members, documents, newStatus);
  }

  StoreImage withMembers(SortedMap<NodeName, Announcement> newMembers) {
    return new StoreImage(revision + 1, lease, newMembers, documents, status);
  }

  /** With one document replaced, or removed if there is no new text. */
  StoreImage withDocument(String key, Optional<String> text) {
    TreeMap<String, Versioned> changed = new TreeMap<>(documents);
    text.ifPresentOrElse(
        value -> changed.put(key, new Versioned(value, nextVersion(key))),
        () -> changed.remove(key));
    return new StoreImage(revision + 1, lease, members, changed, status);
  }

  /** As in the weakest of stores: counted for each key, and anew when it was removed. */
  private String nextVersion(String key) {
    return Long.toString(document(key).map(old -> Long.parseLong(old.version()) + 1).orElse(0L));
  }

  public Optional<Versioned> document(String key) {
    return Optional.ofNullable(documents.get(key));
  }

  /** What a client reads. */
  public ClusterView view(MonoTime sentAt, String session, StoreFlavour flavour) {
    TreeMap<NodeName, MemberRecord> records = new TreeMap<>();
    members.forEach((name, announcement) -> records.put(name, announcement.record()));
    return new ClusterView(
        sentAt,
        lease.map(held -> record(held, session, flavour)),
        records,
        document(StoreKeys.CONFIG),
        document(StoreKeys.INITIALIZE),
        document(StoreKeys.FAILOVER),
        document(StoreKeys.HISTORY),
        document(StoreKeys.SYNC),
        document(StoreKeys.FAILSAFE).map(Versioned::value),
        status);
  }

  private static LeaderRecord record(HeldLease held, String session, StoreFlavour flavour) {
    return new LeaderRecord(
        held.holder(),
        held.term(),
        held.session().equals(session),
        fingerprint(held, flavour),
        flavour == StoreFlavour.OBSERVED ? Optional.of(held.ttl()) : Optional.empty());
  }

  static String fingerprint(HeldLease held, StoreFlavour flavour) {
    return flavour == StoreFlavour.OBSERVED
        ? held.term() + "/" + held.renewals()
        : held.term().toString();
  }
}
