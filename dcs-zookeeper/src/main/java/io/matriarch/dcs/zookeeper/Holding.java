package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.Stat;

/**
 * One claim to one leader key, and the lease that may come of it. It is over once and for all,
 * since nothing may revive a lease that has expired. Thread safe.
 *
 * <p>It watches its znode. An event comes before any answer that was given after the change, so an
 * answer without an event before it proves that the znode, once seen as ours, still is.
 */
final class Holding implements Watcher {
  private final LeaseSession session;
  private final String path;
  private final Optional<Term> spent;
  private final Map<String, String> written = new HashMap<>();
  private Optional<LeaseToken> token = Optional.empty();
  private int version;
  private MonoTime silentAt;
  private int events;
  private int seenAfter = -1;
  private volatile boolean over;

  /**
   * @param before holding of the same key in the same session whose znode may still stand, or null
   * @param silentAt when it is over unless there is a lease
   */
  Holding(LeaseSession session, String path, Holding before, MonoTime silentAt) {
    this.session = session;
    this.path = path;
    this.spent = before == null ? Optional.empty() : before.term().or(() -> before.spent);
    this.silentAt = silentAt;
  }

  @Override
  public synchronized void process(WatchedEvent event) {
    if (event.getType() != Event.EventType.None) {
      events++;
    }
  }

  LeaseSession session() {
    return session;
  }

  String path() {
    return path;
  }

  synchronized Optional<LeaseToken> token() {
    return token;
  }

  private Optional<Term> term() {
    return token().map(LeaseToken::term);
  }

  /** True if this znode is the one that this lease is about. */
  boolean owns(Stat leader) {
    return leader.getEphemeralOwner() == session.id()
        && term().equals(Optional.of(new Term(leader.getCzxid())));
  }

  /** True if this znode was made by this claim: not by another session, nor for an older lease. */
  boolean hasMade(Node leader, NodeName name) {
    return leader.stat().getEphemeralOwner() == session.id()
        && !spent.equals(Optional.of(new Term(leader.stat().getCzxid())))
        && ZooKeeperReader.holder(leader).equals(Optional.of(name));
  }

  /** Version of the leader key's data as this session created it. */
  synchronized int version() {
    return version;
  }

  /** This is what this lease wrote there last. */
  synchronized boolean hasWritten(String place, String text) {
    return text.equals(written.get(place));
  }

  synchronized void wrote(String place, String text) {
    written.put(place, text);
  }

  /** To be taken before a request that looks at the znode and leaves a watch, for what follows. */
  synchronized int events() {
    return events;
  }

  /** False if the znode may have changed since it was seen as ours. */
  synchronized boolean isSeen() {
    return seenAfter == events;
  }

  /** The znode was looked at and is ours; the count is from before the look. */
  synchronized void seen(int countBefore) {
    seenAfter = countBefore;
  }

  /**
   * Takes note that the ensemble showed the key as ours.
   *
   * @return the lease, or empty if it was over meanwhile
   */
  Optional<LeaseResult> proved(Stat leader, int eventsBefore, MonoTime sentAt, Reply<?> reply) {
    MonoTime countedFrom = session.proved(sentAt, reply);
    Duration guarantee = session.guarantee();
    synchronized (this) {
      version = leader.getVersion();
      Term term = new Term(leader.getCzxid());
      // Until now it was not known how long the server keeps a session.
      silentAt = token.isPresent() ? silentAt : MonoTime.MIN;
      token = Optional.of(new LeaseToken(term, Long.toHexString(session.id())));
      seen(eventsBefore);
      return held(sentAt, countedFrom, guarantee);
    }
  }

  /**
   * Takes note that the session was proved alive while the znode had not changed.
   *
   * @return the lease, or empty if it was over meanwhile, or the znode has to be looked at first
   */
  Optional<LeaseResult> renewed(MonoTime sentAt, Reply<?> reply) {
    MonoTime countedFrom = session.proved(sentAt, reply);
    Duration guarantee = session.guarantee();
    synchronized (this) {
      return isSeen() ? held(sentAt, countedFrom, guarantee) : Optional.empty();
    }
  }

  private Optional<LeaseResult> held(MonoTime sentAt, MonoTime countedFrom, Duration guarantee) {
    if (isOver()) {
      return Optional.empty();
    }
    silentAt = MonoTime.later(silentAt, sentAt.plus(guarantee));
    return token.map(mine -> new LeaseResult.Held(mine, countedFrom, guarantee));
  }

  /** The instant from which on nobody has renewed for as long as the lease is guaranteed. */
  synchronized MonoTime silentAt() {
    return silentAt;
  }

  boolean isOver() {
    return over || session.hasEnded();
  }

  /** It is over, and the key is gone or somebody else's. Idempotent; does not block. */
  void end() {
    over = true;
    session.left(this, false);
  }

  /**
   * It is over; the key is taken away as soon as the server can be reached. Idempotent; does not
   * block.
   */
  CompletableFuture<Void> giveUp() {
    over = true;
    return session.left(this, true);
  }
}
