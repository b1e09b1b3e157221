package io.matriarch.core.store;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;

/**
 * One cluster's keys in a store, seen by one node.
 *
 * <p>The leader key has a session (or lease) of its own, never the member's: it begins with {@link
 * #acquire} and ends with {@link #release} or by expiry, and nothing but {@link #renew} prolongs
 * it. Where a client pings by itself, or leases share a session, the implementation ends that
 * session or takes the key away when no {@code renew} arrived within the guarantee, from a timer of
 * its own.
 *
 * <p>Every method may be called from any thread, blocks at most until {@code call.deadline()} (plus
 * a tolerance of 500 ms, even if the server hangs), and retries by itself only what is idempotent
 * and only inside that deadline.
 */
public interface ClusterStore extends AutoCloseable {

  /** {@return constants of this store} No IO; callable before the first connection. */
  StoreTraits traits();

  /**
   * Reads all keys of the cluster. Idempotent. Unparsable content counts as absent, unknown keys
   * are ignored.
   *
   * @param call until when
   * @return what stands there
   * @throws StoreException nothing is known beyond what was known before
   */
  ClusterView read(Call call) throws StoreException;

  /**
   * Takes the leader key if nobody has it. Re-entrant: if this client's live leader session already
   * holds the key the answer is {@link LeaseResult.Held} with fresh validity. Takes over a record
   * of the own name from a dead session only if {@link LeaseClaim#adoptOwnRecord()} says so, and
   * then with a new, higher term.
   *
   * @param claim by whom, for how long, with which beacon
   * @param call until when
   * @return whether the key is ours now, and until when that can be relied upon
   * @throws OutcomeUnknownException the key may now be ours; read, and call again only if the view
   *     shows our session
   */
  LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException;

  /**
   * Proves and prolongs the lease, and publishes the beacon where the key is still ours.
   * Idempotent.
   *
   * @param token of the acquisition that is to be prolonged
   * @param beacon what to publish
   * @param call until when
   * @return whether the key is still ours, and until when that can be relied upon
   * @throws OutcomeUnknownException validity is what it was before
   */
  LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException;

  /**
   * Publishes the last beacon and gives the leader key up, if it is still ours under this token;
   * the member's own record stays. Idempotent: {@link WriteResult.Conflict} means it was not ours
   * any more.
   *
   * @param token of the acquisition that is to end
   * @param last what to publish before
   * @param call until when
   * @return whether it was ours until now
   * @throws OutcomeUnknownException we no longer hold it, but it may stand until it expires
   */
  WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException;

  /**
   * Writes the node's own member record, bound to a session of its own with {@code call.ttl()}.
   * Idempotent; re-creates the record on a new session; skips the write if nothing changed. Where
   * the record is part of something that outlives its writer, as a Kubernetes Pod does, it stays
   * until {@link #close}, or until that is removed.
   *
   * @param self what to publish
   * @param call until when, and for how long the record outlives its writer
   * @return whether it stands there
   * @throws StoreException it may be there or not; it is announced again
   */
  WriteResult announce(MemberRecord self, Call call) throws StoreException;

  /**
   * Writes one document if it is as {@code expected}. Idempotent only with {@link Expected.Any}. It
   * has another version afterwards, also if this text stood there already.
   *
   * @param document what to write
   * @param expected what must be there before
   * @param call until when
   * @return whether it was so
   * @throws OutcomeUnknownException the document may have been written; read before writing again
   */
  WriteResult put(StoreDocument document, Expected expected, Call call) throws StoreException;

  /**
   * Removes one document if it is as {@code expected}; an absent document counts as removed.
   *
   * @param kind which document
   * @param expected what must be there before
   * @param call until when
   * @return whether it was so
   * @throws OutcomeUnknownException the document may be gone; read before removing again
   */
  WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException;

  /**
   * Begins to deliver hints. A hint has no payload, comes at least once per change of leader,
   * config, failover, sync and initialize, may be spurious or merged, and must not come for status
   * and member records. After any gap in the watch exactly one hint comes once it is live again.
   * The listener is called on a thread of the store and returns at once.
   *
   * <p>Does not block and does not fail: where there is no connection yet the watch begins with it.
   *
   * @param listener whom to tell
   * @return what ends the delivery
   */
  WatchHandle watch(ChangeListener listener);

  /** Ends all sessions of this node in bounded time (5 s); what could not be ended expires. */
  @Override
  void close();
}
