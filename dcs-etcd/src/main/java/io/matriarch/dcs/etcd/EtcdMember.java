package io.matriarch.dcs.etcd;

import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.core.wire.MemberCodec;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the node's own record, with a lease that each announcement prolongs. One announcement at a
 * time.
 */
final class EtcdMember {

  /** What was written last, with which lease, and the revision it got. */
  private record Written(Leases.Lease lease, String key, String text, long revision) {
    boolean says(String otherKey, String otherText) {
      return key.equals(otherKey) && text.equals(otherText);
    }
  }

  private final KeyLayout keys;
  private final Calls calls;
  private Optional<Leases.Lease> lease = Optional.empty();
  private Optional<Written> last = Optional.empty();

  EtcdMember(KeyLayout keys, Calls calls) {
    this.keys = keys;
    this.calls = calls;
  }

  synchronized WriteResult announce(MemberRecord self, Call call) throws StoreException {
    String key = keys.member(self.name());
    String text = MemberCodec.encode(self);
    Optional<Leases.Lease> before = lease.filter(it -> !it.asked().equals(call.ttl()));
    if (before.isPresent()) {
      lease = Optional.empty();
    }
    calls.repeatable(key, call, attempt -> announce(attempt, key, text, call.ttl()));
    if (before.isPresent()) {
      // The record is bound to the new one by now.
      Leases.revoke(calls, before.get(), key, call);
    }
    return WriteResult.APPLIED;
  }

  /** Takes the record away; nothing may be announced after. */
  synchronized void withdraw(Call call) {
    try {
      if (lease.isPresent()) {
        Leases.revoke(calls, lease.get(), keys.members(), call);
      }
    } catch (StoreException goesByItself) {
      // Nothing prolongs its lease.
    }
    lease = Optional.empty();
  }

  private Void announce(Attempt attempt, String key, String text, Duration ttl) throws Failure {
    if (lease.isPresent() && !isAlive(attempt, lease.get())) {
      lease = Optional.empty();
    }
    if (lease.isEmpty()) {
      lease = Optional.of(Leases.grant(attempt, ttl));
    }
    Leases.Lease mine = lease.get();
    if (!last.filter(it -> it.lease() == mine && it.says(key, text)).isPresent()
        || revision(attempt, key) != last.get().revision()) {
      last = Optional.of(new Written(mine, key, text, put(attempt, key, text, mine)));
    }
    return null;
  }

  private static boolean isAlive(Attempt attempt, Leases.Lease lease) throws Failure {
    try {
      Leases.prolong(attempt, lease);
      return true;
    } catch (Failure failure) {
      if (failure.is(Failure.Kind.LEASE_GONE)) {
        return false;
      }
      throw failure;
    }
  }

  /** In which revision it was written last; 0: it is not there. */
  private static long revision(Attempt attempt, String key) throws Failure {
    GetOption option = GetOption.builder().withKeysOnly(true).build();
    return attempt
        .await(client -> client.getKVClient().get(Bytes.of(key), option))
        .getKvs()
        .stream()
        .mapToLong(KeyValue::getModRevision)
        .sum();
  }

  private static long put(Attempt attempt, String key, String text, Leases.Lease lease)
      throws Failure {
    PutOption bound = PutOption.builder().withLeaseId(lease.id()).build();
    return attempt
        .await(client -> client.getKVClient().put(Bytes.of(key), Bytes.of(text), bound))
        .getHeader()
        .getRevision();
  }
}
