package io.matriarch.testkit.store;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.FailsafeCodec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of one cluster, changed by one operation at a time. Not thread safe; time is the
 * server's and comes with each call. A session is one process of one node.
 */
public final class StoreKeys {
  public static final String CONFIG = key(DocumentKind.CONFIG);
  public static final String INITIALIZE = key(DocumentKind.INITIALIZE);
  public static final String HISTORY = key(DocumentKind.HISTORY);
  public static final String FAILOVER = key(DocumentKind.FAILOVER);
  public static final String SYNC = "sync";
  public static final String FAILSAFE = "failsafe";

  private final StoreFlavour flavour;
  private StoreImage image = StoreImage.EMPTY;

  public StoreKeys(StoreFlavour flavour) {
    this.flavour = flavour;
  }

  public StoreFlavour flavour() {
    return flavour;
  }

  public StoreImage image() {
    return image;
  }

  private static String key(DocumentKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Removes what has expired; true if the leader key was among it. */
  public boolean expire(MonoTime now) {
    if (anyMemberExpired(now)) {
      TreeMap<NodeName, Announcement> living = new TreeMap<>(image.members());
      living.values().removeIf(member -> now.hasReached(member.expiresAt()));
      image = image.withMembers(living);
    }
    boolean over = leaseExpiry().filter(now::hasReached).isPresent();
    if (over) {
      image = image.withLease(Optional.empty());
    }
    return over;
  }

  private boolean anyMemberExpired(MonoTime now) {
    for (Announcement member : image.members().values()) {
      if (now.hasReached(member.expiresAt())) {
        return true;
      }
    }
    return false;
  }

  /** When the server will remove the leader key unless it is renewed. */
  public Optional<MonoTime> leaseExpiry() {
    return image
        .lease()
        .map(held -> flavour.expiry(held.lastTouch(), held.ttl()))
        .filter(MonoTime::isFinite);
  }

  /** Empty if somebody else has it. */
  public Optional<LeaseToken> acquire(
      String session, LeaseClaim claim, Duration ttl, MonoTime now) {
    Optional<HeldLease> held = image.lease();
    if (held.filter(lease -> lease.session().equals(session)).isPresent()) {
      image = image.withLease(held.map(lease -> touched(lease, now, ttl)));
      return held.map(StoreKeys::token);
    }
    if (held.isPresent() && !mayReplace(held.get(), claim)) {
      return Optional.empty();
    }
    HeldLease mine =
        new HeldLease(claim.name(), session, new Term(image.revision() + 1), ttl, List.of(now), 0);
    image = image.withLease(Optional.of(mine));
    return Optional.of(token(mine));
  }

  /** A bucketed server fixes the lifetime of a session when it begins. */
  private HeldLease touched(HeldLease held, MonoTime now, Duration ttl) {
    return held.touched(now, flavour == StoreFlavour.BUCKETED ? held.ttl() : ttl);
  }

  private boolean mayReplace(HeldLease held, LeaseClaim claim) {
    if (claim.adoptOwnRecord() && held.holder().equals(claim.name())) {
      return true;
    }
    return flavour == StoreFlavour.OBSERVED
        && claim
            .expired()
            .map(LeaderRecord::fingerprint)
            .filter(StoreImage.fingerprint(held, flavour)::equals)
            .isPresent();
  }

  /** For how long the leader key, which somebody holds, lasts after it was touched. */
  public Duration guarantee() {
    return image.lease().orElseThrow().ttl();
  }

  private static LeaseToken token(HeldLease held) {
    return new LeaseToken(held.term(), held.session());
  }

  /** False if the key is not held under this token any more; then nothing is changed. */
  public boolean renew(LeaseToken token, LeaderBeacon beacon, Duration ttl, MonoTime now) {
    if (!holds(token)) {
      return false;
    }
    image = image.withLease(image.lease().map(held -> touched(held, now, ttl)));
    publish(beacon);
    beacon
        .failsafe()
        .map(FailsafeCodec::encode)
        .filter(text -> !image.document(FAILSAFE).map(Versioned::value).equals(Optional.of(text)))
        .ifPresent(text -> image = image.withDocument(FAILSAFE, Optional.of(text)));
    return true;
  }

  public WriteResult release(LeaseToken token, LeaderBeacon last) {
    if (!holds(token)) {
      return WriteResult.CONFLICT;
    }
    image = image.withLease(Optional.empty());
    publish(last);
    return WriteResult.APPLIED;
  }

  /**
   * One without a position leaves the last one alone; the failsafe topology has a key of its own.
   */
  private void publish(LeaderBeacon beacon) {
    if (beacon.position() > 0) {
      image = image.withStatus(beacon.withFailsafe(Optional.empty()));
    }
  }

  public boolean holds(LeaseToken token) {
    return image.lease().map(StoreKeys::token).filter(token::equals).isPresent();
  }

  public WriteResult announce(String session, MemberRecord self, Duration ttl, MonoTime now) {
    TreeMap<NodeName, Announcement> changed = new TreeMap<>(image.members());
    changed.put(self.name(), new Announcement(self, session, ttl, now));
    image = image.withMembers(changed);
    return WriteResult.APPLIED;
  }

  /** A connected client pings: what it has announced stays, however seldom it is written. */
  public void pinged(String session, MonoTime now) {
    boolean due =
        image.members().values().stream()
            .filter(member -> member.session().equals(session))
            .anyMatch(member -> now.hasReached(member.touched().plus(member.ttl().dividedBy(3))));
    if (due) {
      TreeMap<NodeName, Announcement> living = new TreeMap<>(image.members());
      living.replaceAll(
          (name, member) -> member.session().equals(session) ? member.touched(now) : member);
      image = image.withMembers(living);
    }
  }

  /** The client says good-bye: its keys go with it. */
  public void leave(String session) {
    if (image.lease().filter(held -> held.session().equals(session)).isPresent()) {
      image = image.withLease(Optional.empty());
    }
    TreeMap<NodeName, Announcement> changed = new TreeMap<>(image.members());
    if (changed.values().removeIf(member -> member.session().equals(session))) {
      image = image.withMembers(changed);
    }
  }

  public WriteResult put(DocumentKind kind, String text, Expected expected) {
    return change(key(kind), Optional.of(text), expected);
  }

  public WriteResult remove(DocumentKind kind, Expected expected) {
    return image.document(key(kind)).isEmpty()
        ? WriteResult.APPLIED
        : change(key(kind), Optional.empty(), expected);
  }

  private WriteResult change(String key, Optional<String> text, Expected expected) {
    if (!matches(image.document(key), expected)) {
      return WriteResult.CONFLICT;
    }
    image = image.withDocument(key, text);
    return WriteResult.APPLIED;
  }

  private static boolean matches(Optional<Versioned> present, Expected expected) {
    if (expected instanceof Expected.Version wanted) {
      return present.filter(doc -> doc.version().equals(wanted.version())).isPresent();
    }
    return expected instanceof Expected.Any || present.isEmpty();
  }

  /** An operator writes a document past all rules. */
  public void write(String key, String text) {
    image = image.withDocument(key, Optional.of(text));
  }

  /** An operator removes a document past all rules. */
  public void erase(String key) {
    image = image.withDocument(key, Optional.empty());
  }

  /** An operator writes the leader's last beacon past all rules. */
  public void writeStatus(LeaderBeacon status) {
    image = image.withStatus(status);
  }

  /** An operator removes a member's key past all rules. */
  public void removeMember(NodeName name) {
    TreeMap<NodeName, Announcement> others = new TreeMap<>(image.members());
    others.remove(name);
    image = image.withMembers(others);
  }

  /** An operator removes all keys of the cluster past all rules. */
  public void removeCluster() {
    image = image.emptied();
  }

  /** An operator removes the leader key past all rules. */
  public void removeLeader() {
    image = image.withLease(Optional.empty());
  }

  /** All sessions begin a new lifetime, as after an election among the store's servers. */
  public void touchAll(MonoTime now) {
    TreeMap<NodeName, Announcement> living = new TreeMap<>(image.members());
    living.replaceAll((name, member) -> member.touched(now));
    image =
        image
            .withMembers(living)
            .withLease(image.lease().map(held -> held.touched(now, held.ttl())));
  }

  /** The server that took the touches since then died before it told the others. */
  public void loseTouchesSince(MonoTime since) {
    image = image.withLease(image.lease().map(held -> held.withoutTouchesSince(since)));
  }
}
