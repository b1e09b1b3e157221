package io.matriarch.testkit.example;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.FailsafeCodec;
import io.matriarch.core.wire.StatusCodec;
import io.matriarch.testkit.example.RevisionFolder.Revision;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The leader's file. Each renewal is a revision; the term is the revision that began it. */
final class FolderLease {
  static final String LEADER = "leader";

  private final RevisionFolder folder;
  private final Ticker ticker;
  private final String session;

  FolderLease(RevisionFolder folder, Ticker ticker, String session) {
    this.folder = folder;
    this.ticker = ticker;
    this.session = session;
  }

  LeaseResult acquire(LeaseClaim claim, Duration ttl) throws IOException {
    MonoTime sentAt = ticker.now();
    Revision newest = folder.newest(LEADER);
    Optional<LeaderFile> held = LeaderFile.of(newest);
    boolean mine = held.filter(leader -> leader.session().equals(session)).isPresent();
    if (held.isPresent() && !mine && !mayReplace(held.get(), newest, claim)) {
      return new LeaseResult.Refused(held.map(LeaderFile::holder));
    }
    Term term = mine ? held.get().term() : new Term(newest.number() + 1);
    LeaderFile next = new LeaderFile(claim.name(), session, term, ttl);
    return folder.append(LEADER, newest, Optional.of(next.text()))
        ? new LeaseResult.Held(new LeaseToken(term, session), sentAt, ttl)
        : new LeaseResult.Refused(Optional.empty());
  }

  /**
   * Nobody removes the file of a holder that went silent: who saw it stand still may replace it.
   */
  private static boolean mayReplace(LeaderFile held, Revision newest, LeaseClaim claim) {
    Optional<String> seen = claim.expired().map(LeaderRecord::fingerprint);
    return seen.equals(Optional.of(Long.toString(newest.number())))
        || claim.adoptOwnRecord() && held.holder().equals(claim.name());
  }

  LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Duration ttl) throws IOException {
    MonoTime sentAt = ticker.now();
    Revision newest = folder.newest(LEADER);
    Optional<LeaderFile> held = LeaderFile.of(newest).filter(file -> file.isHeldUnder(token));
    if (held.isEmpty()) {
      return new LeaseResult.Lost("the leader's file is not ours any more");
    }
    LeaderFile next = new LeaderFile(held.get().holder(), session, token.term(), ttl);
    if (!folder.append(LEADER, newest, Optional.of(next.text()))) {
      return renew(token, beacon, ttl);
    }
    publish(beacon);
    return new LeaseResult.Held(token, sentAt, ttl);
  }

  WriteResult release(LeaseToken token, LeaderBeacon last) throws IOException {
    Revision newest = folder.newest(LEADER);
    if (LeaderFile.of(newest).filter(file -> file.isHeldUnder(token)).isEmpty()) {
      return WriteResult.CONFLICT;
    }
    publish(last);
    return folder.append(LEADER, newest, Optional.empty())
        ? WriteResult.APPLIED
        : release(token, last);
  }

  /** Gives up whatever this process holds. */
  void leave() throws IOException {
    Revision newest = folder.newest(LEADER);
    if (LeaderFile.of(newest).filter(file -> file.session().equals(session)).isPresent()) {
      folder.append(LEADER, newest, Optional.empty());
    }
  }

  private void publish(LeaderBeacon beacon) throws IOException {
    if (beacon.position() > 0) {
      folder.overwrite("status", StatusCodec.encode(beacon));
    }
    if (beacon.failsafe().isPresent()) {
      folder.overwrite("failsafe", FailsafeCodec.encode(beacon.failsafe().get()));
    }
  }
}
