package io.matriarch.dcs.etcd;

import io.etcd.jetcd.lease.LeaseGrantResponse;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.StoreException;
import java.time.Duration;

/** Makes leases, and prolongs and ends them one request at a time. Stateless. */
final class Leases {

  /**
   * One lease as it was granted.
   *
   * @param id the server's name for it
   * @param asked for how long it was asked
   * @param granted for how long it lives without being prolonged
   * @param sentAt instant before it was asked for
   */
  record Lease(long id, Duration asked, Duration granted, MonoTime sentAt) {
    String handle() {
      return Long.toHexString(id);
    }
  }

  /**
   * A lease was alive.
   *
   * @param sentAt instant before the question was sent
   * @param raftTerm of the servers' leader when the question was taken up
   * @param lasts how long it lives from then on, at least
   */
  record Alive(MonoTime sentAt, long raftTerm, Duration lasts) {}

  private Leases() {}

  /** Etcd counts in seconds, and raises what is too short for it. */
  static Lease grant(Attempt attempt, Duration ttl) throws Failure {
    long seconds = Math.max(1, ttl.plusNanos(999_999_999).toSeconds());
    MonoTime sentAt = attempt.now();
    LeaseGrantResponse granted = attempt.await(client -> client.getLeaseClient().grant(seconds));
    return new Lease(granted.getID(), ttl, Duration.ofSeconds(granted.getTTL()), sentAt);
  }

  /**
   * Prolongs it, once. Until etcd 3.5.3 a deposed leader answered this as if it were still one: who
   * relies on it must see the same term in a later answer that the quorum agreed on.
   */
  static Alive prolong(Attempt attempt, Lease lease) throws Failure {
    MonoTime sentAt = attempt.now();
    LeaseKeepAliveResponse alive =
        attempt.await(client -> client.getLeaseClient().keepAliveOnce(lease.id()));
    return new Alive(sentAt, alive.getHeader().getRaftTerm(), Duration.ofSeconds(alive.getTTL()));
  }

  /** Ends it together with its key; one that is gone already counts as ended. */
  static void revoke(Calls calls, Lease lease, String key, Call call) throws StoreException {
    calls.repeatable(
        key,
        call,
        attempt -> {
          try {
            return attempt.await(client -> client.getLeaseClient().revoke(lease.id()));
          } catch (Failure failure) {
            if (failure.is(Failure.Kind.LEASE_GONE)) {
              return null;
            }
            throw failure;
          }
        });
  }
}
