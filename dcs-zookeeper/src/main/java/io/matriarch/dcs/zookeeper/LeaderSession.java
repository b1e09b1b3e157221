package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.data.Stat;

/**
 * The session behind one claim to the leader key: exactly one, since nothing may revive a lease
 * that has expired. Ends once and for all. Thread safe.
 */
final class LeaderSession implements ZooKeeperSession.Observer {
  private final Ticker ticker;
  private final ZooKeeperSession session;
  private final ConnectionGate gate = new ConnectionGate();
  private final LeaseEvidence evidence;
  private Duration guarantee;
  private MonoTime silentAt;
  private Optional<LeaseToken> token = Optional.empty();
  private int version;
  private String beacon = "";
  private boolean ended;

  private LeaderSession(Duration ttl, Duration reportedAfter, Ticker ticker) {
    this.ticker = ticker;
    this.session = new ZooKeeperSession(ticker, this);
    MonoTime begun = ticker.now();
    this.evidence = new LeaseEvidence(begun, reportedAfter);
    this.guarantee = ttl;
    this.silentAt = begun.plus(ttl);
  }

  /** Begins to connect; does not wait. */
  static LeaderSession begin(
      ServerList servers, Duration ttl, Duration reportedAfter, Ticker ticker) throws IOException {
    LeaderSession leader = new LeaderSession(ttl, reportedAfter, ticker);
    leader.session.open(servers, ttl, event -> {});
    return leader;
  }

  @Override
  public void stateChanged(ZooKeeperSession changed, KeeperState state) {
    if (state == KeeperState.SyncConnected) {
      gate.open(changed);
    } else {
      gate.shut();
      if (state == KeeperState.Expired) {
        end();
      }
    }
  }

  /** The session once it is connected, or empty if it is not by the deadline. */
  Optional<ZooKeeperSession> await(MonoTime deadline) {
    return gate.await(deadline, ticker);
  }

  long id() {
    return session.id();
  }

  synchronized Optional<LeaseToken> token() {
    return token;
  }

  /** True if this znode is the one that this lease is about. */
  synchronized boolean owns(Stat leader) {
    return leader.getEphemeralOwner() == session.id()
        && token.map(LeaseToken::term).equals(Optional.of(new Term(leader.getCzxid())));
  }

  /** Version of the leader key's data as this session created it. */
  synchronized int version() {
    return version;
  }

  synchronized boolean hasWritten(String text) {
    return beacon.equals(text);
  }

  synchronized void wrote(String text) {
    beacon = text;
  }

  /**
   * Takes note that the ensemble showed the key as ours.
   *
   * @return the lease, or empty if the session was ended meanwhile
   */
  synchronized Optional<LeaseResult> proved(Stat leader, MonoTime sentAt, Reply<?> reply) {
    if (ended) {
      return Optional.empty();
    }
    if (token.isEmpty()) {
      guarantee = session.timeout();
    }
    // Servers of one ensemble may allow different timeouts; each applies from its connection on.
    guarantee = session.timeout().compareTo(guarantee) < 0 ? session.timeout() : guarantee;
    version = leader.getVersion();
    token =
        Optional.of(new LeaseToken(new Term(leader.getCzxid()), Long.toHexString(session.id())));
    silentAt = sentAt.plus(guarantee);
    return Optional.of(
        new LeaseResult.Held(token.get(), evidence.success(sentAt, reply), guarantee));
  }

  /** The instant from which on nobody has renewed for as long as the lease is guaranteed. */
  synchronized MonoTime silentAt() {
    return silentAt;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** Ends the session at the server as soon as that can be reached. Idempotent; does not block. */
  CompletableFuture<Void> end() {
    synchronized (this) {
      if (ended) {
        return CompletableFuture.completedFuture(null);
      }
      ended = true;
    }
    return session.close();
  }
}
